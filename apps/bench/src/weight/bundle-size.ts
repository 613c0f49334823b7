import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** The size of a bundle, in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzipped: number;
}

/** What a Worker imports, as in the README of `@codegrant/fetch`. */
export const workerEntry = `
export { createFetchHandler } from '@codegrant/fetch';
export { clientList, createAuthorizationServer, defineClient } from '@codegrant/server';
`;

/** What a server of your own over core imports, as in the README of `@codegrant/core`. */
export const coreEntry = `
export { consentKeysOf, decide, defaultPages, defineClient, definePolicy, entropyOf, toReply } from '@codegrant/core';
`;

/**
 * Bundles a module with esbuild, minified, for a platform without modules of Node.
 *
 * @param conditions the conditions of `exports` that apply. Default: those that a bundler has
 */
export const bundleSize = async (entry: string, conditions: readonly string[] = []): Promise<BundleSize> => {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, sourcefile: 'entry.ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: [...conditions, 'worker', 'browser', 'module'],
    write: false,
    legalComments: 'none',
    logLevel: 'error',
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('esbuild wrote no bundle.');
  return { minified: output.contents.length, gzipped: gzipSync(output.contents, { level: 9 }).length };
};
