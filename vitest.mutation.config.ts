import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** What is run on every mutant of core: its own tests and the vectors, but not those that look at the files themselves. */
const config: ViteUserConfig = defineConfig({
  ssr: { resolve: { conditions: ['@codegrant/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['packages/core/test/**/*.test.ts', 'packages/conformance/test/**/*.test.ts'],
    env: { PROPERTY_RUNS: '200' },
    setupFiles: ['packages/core/test/properties/few-runs.ts'],
    bail: 1,
    exclude: [
      'packages/core/test/boundaries.test.ts',
      'packages/conformance/test/vectors/requirements.test.ts',
      'packages/conformance/test/suite/describe-store.test.ts',
    ],
  },
});
export default config;
