import { defineConfig, type UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({
  entry: { index: 'src/index.ts', openapi: 'src/openapi/openapi.ts' },
  platform: 'neutral',
  target: 'node22',
  dts: true,
  sourcemap: true,
  fixedExtension: false,
  // Editors read documentation from the declarations. Annotations tell bundlers what they may drop.
  outputOptions: { comments: { legal: true, annotation: true, jsdoc: false } },
});
export default config;
