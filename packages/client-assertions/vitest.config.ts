import { defineProject, type UserProjectConfigExport } from 'vitest/config';

const config: UserProjectConfigExport = defineProject({
  ssr: { resolve: { conditions: ['@codegrant/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['../redis/test/engines/redis-server.ts'],
    // A slow machine is no failure: nothing here measures time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
export default config;
