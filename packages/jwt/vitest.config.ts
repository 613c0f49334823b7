import { defineProject, type UserProjectConfigExport } from 'vitest/config';

const config: UserProjectConfigExport = defineProject({
  ssr: { resolve: { conditions: ['@codegrant/source', 'module', 'node', 'development|production'] } },
  test: { include: ['test/**/*.test.ts'] },
});
export default config;
