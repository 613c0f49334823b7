import { defineConfig, type UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({
  entry: { index: 'src/index.ts', openapi: 'src/openapi/openapi.ts' },
  platform: 'neutral',
  target: 'node22',
  dts: true,
  sourcemap: true,
  fixedExtension: false,
});
export default config;
