import { defineProject, type UserProjectConfigExport } from 'vitest/config';

const config: UserProjectConfigExport = defineProject({
  ssr: { resolve: { conditions: ['@codegrant/source', 'module', 'node', 'development|production'] } },
  // A slow machine is no failure: nothing here measures time.
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
export default config;
