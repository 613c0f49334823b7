import { defineConfig, type UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({
  entry: ['src/index.ts', 'src/send-node.ts', 'src/send-web.ts'],
  platform: 'neutral',
  target: 'node22',
  dts: true,
  sourcemap: true,
  fixedExtension: false,
  // The runtime chooses the file by the conditions in package.json.
  deps: { neverBundle: ['#send', /^node:/] },
});
export default config;
