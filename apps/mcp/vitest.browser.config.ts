import { defineProject, type UserProjectConfigExport } from 'vitest/config';

/** Tests in a real browser. They need Chromium on the machine, so they are not part of `pnpm test`. */
const config: UserProjectConfigExport = defineProject({
  ssr: { resolve: { conditions: ['@codegrant/source', 'module', 'node', 'development|production'] } },
  test: {
    name: 'mcp in a browser',
    include: ['test/browser/**/*.browser.ts'],
    root: import.meta.dirname,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
export default config;
