import { ruleSentences } from '@codegrant/core';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundleSize, coreEntry, workerEntry } from '../src/weight/bundle-size.ts';

/** The source, so that the test needs no build. The built files give a smaller bundle: the build drops what @oslojs makes and nothing uses. */
const conditions = ['@codegrant/source'];

describe('Bundles, minified and gzipped:', () => {
  it.each([
    ['server and fetch, for a Worker', workerEntry, 49],
    ['core, for decide', coreEntry, 24],
  ])('%s', async (_what, entry, kibibytes) => {
    const { gzipped } = await bundleSize(entry, conditions);
    expect(gzipped / 1024).toBeLessThan(kibibytes);
    // An entry that imports nothing would be small too.
    expect(gzipped / 1024).toBeGreaterThan(4);
  });
});

/** Like `dist`: one file, in which only annotations tell a bundler what it may drop. */
const inOneFile = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions,
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
};

it('A bundler drops the stages, rules, pages and schemas of core that nothing uses.', async () => {
  const core = await inOneFile("export * from '@codegrant/core';");
  const { outputFiles } = await build({
    stdin: { contents: core.replace(/export \{[^}]*\};\s*$/, 'export { readParams };') },
    bundle: true,
    format: 'esm',
    write: false,
  });
  const left = outputFiles.map(({ text }) => text).join('');
  expect(left).toContain('readParams');
  expect(Object.keys(ruleSentences).filter((name) => left.includes(`"${name}"`))).toEqual([]);
  expect(left).not.toMatch(/<main>|client_uri|must be/);
});

/** Rules and texts of the grant types that a server has only if its option grantTypes names them. */
const ofOptionalGrantTypes = /client-scope-syntax|extension-parameters-once|extension-grant-accepted|extensionGrant\(/;

it('A server has the code of client credentials and of grant types of the operator only if it imports them.', async () => {
  expect(await inOneFile(workerEntry)).not.toMatch(ofOptionalGrantTypes);
  const withClients = await inOneFile(`${workerEntry}export { clientCredentials } from '@codegrant/server';`);
  expect(withClients).toContain('client-scope-syntax');
  expect(withClients).not.toContain('extension-grant-accepted');
  const withExtensions = await inOneFile(`${workerEntry}export { extensionGrant } from '@codegrant/server';`);
  expect(withExtensions).toContain('extension-grant-accepted');
  expect(withExtensions).not.toContain('client-scope-syntax');
});
