import { defineConfig, type UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({
  entry: {
    index: 'src/index.ts',
    suite: 'src/suite/suite.ts',
    'store-process': 'src/suite/store-process.ts',
    cli: 'src/command/cli.ts',
  },
  platform: 'neutral',
  target: 'node22',
  dts: true,
  sourcemap: true,
  fixedExtension: false,
  // The command and the suites run on Node.
  deps: { neverBundle: [/^node:/] },
});
export default config;
