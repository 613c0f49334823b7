import { defineConfig, type UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({
  entry: { index: 'src/index.ts', internal: 'src/internal.ts', openapi: 'src/openapi/openapi.ts' },
  platform: 'neutral',
  target: 'node22',
  dts: true,
  sourcemap: true,
  fixedExtension: false,
  // Editors read documentation from the declarations. Annotations tell bundlers what they may drop.
  outputOptions: {
    comments: { legal: true, annotation: true, jsdoc: false },
    // One file for what several entry points use: each file costs Node some time at the start.
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: /(?<!\.d)\.m?[jt]s$/ }] },
  },
});
export default config;
