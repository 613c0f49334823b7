import { defineConfig, type UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({
  entry: ['src/index.ts', 'src/internal.ts', 'src/schemas.ts'],
  platform: 'neutral',
  target: 'node22',
  dts: true,
  sourcemap: true,
  fixedExtension: false,
  // The used part of each dependency is copied into the package. @oslojs has no `sideEffects` flag, so bundlers would keep SHA-512 and
  // more. valibot is one file of 200 KB, of which Node would read and compile everything at each start.
  deps: {
    alwaysBundle: [/^@oslojs\//, 'valibot'],
    onlyBundle: ['@oslojs/binary', '@oslojs/crypto', 'valibot'],
    // The types of schemas are those of the package.
    dts: { neverBundle: ['valibot'] },
  },
  // It makes a little-endian encoder at load that nothing here uses.
  treeshake: { moduleSideEffects: [{ test: /@oslojs/, sideEffects: false }], manualPureFunctions: ['LittleEndian'] },
  // @oslojs/binary has no `exports`.
  inputOptions: { resolve: { mainFields: ['module', 'main'] } },
  // Editors read documentation from the declarations. Annotations tell bundlers what they may drop.
  outputOptions: {
    comments: { legal: true, annotation: true, jsdoc: false },
    // One file for what several entry points use: each file costs Node some time at the start.
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: /(?<!\.d)\.m?[jt]s$/ }] },
  },
});
export default config;
