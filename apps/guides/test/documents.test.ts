import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { anchorsOf, proseOf } from '../../example/test/prose.ts';

const root = join(import.meta.dirname, '../../..');
const folder = 'docs/guides';
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const source = (name: string): string => read(`apps/guides/src/${name}`);

/** The code of each guide, in its order. */
const code: Readonly<Record<string, readonly string[]>> = {
  'README.md': [],
  'from-jmondi.md': ['jmondi-before.ts', 'jmondi-after.ts', 'jmondi-repositories.ts'],
  'from-mcp-auth-router.md': ['mcp-auth-router-before.ts', 'mcp-auth-router-after.ts', 'clients-of-store.ts'],
  'from-node-oauth.md': ['node-oauth-before.ts', 'node-oauth-after.ts', 'node-oauth-model.ts'],
  'from-oidc-provider.md': [
    'oidc-provider-before.ts',
    'oidc-provider-after.ts',
    'oidc-provider-clients.ts',
    'oidc-provider-tokens.ts',
  ],
  'from-proxy-oauth-server-provider.md': ['proxy-before.ts', 'either-verifier.ts'],
  'move-tokens.md': ['move-tokens.ts'],
  'sign-in-with-your-identity-provider.md': [
    'identity-provider.ts',
    'app-with-identity-provider.ts',
    'tool-with-upstream-token.ts',
  ],
};

/** The targets of the relative links of a document: a path from the root, and an anchor. */
const linksOf = (document: string): readonly (readonly [string, string | undefined])[] =>
  Array.from(proseOf(read(document)).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g), ([, path = '', anchor]) => [
    path === '' ? document : join(dirname(document), path),
    anchor,
  ]);

describe('The guides', () => {
  it('are all tested here.', () => {
    expect(readdirSync(join(root, folder)).toSorted()).toEqual(Object.keys(code).toSorted());
  });

  it.each(Object.entries(code))('show code that the tests run: %s.', (guide, names) => {
    expect(codeBlocks(read(`${folder}/${guide}`), 'ts')).toEqual(names.map(source));
  });

  it.each(Object.keys(code))('link to files and headings that exist: %s.', (guide) => {
    for (const [path, anchor] of linksOf(`${folder}/${guide}`)) {
      expect(existsSync(join(root, path)), path).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(read(path)), `${path}#${anchor}`).toContain(anchor);
    }
  });

  it.each(Object.keys(code).filter((guide) => guide !== 'README.md'))('are in the list of guides: %s.', (guide) => {
    expect(linksOf(`${folder}/README.md`).map(([path]) => path)).toContain(`${folder}/${guide}`);
  });
});
