import { describe, expect, it } from 'vitest';
import { bundleSize, coreEntry, workerEntry } from '../src/weight/bundle-size.ts';

/** The source, so that the test needs no build. The built files give the same bundle, but for a few bytes. */
const conditions = ['@codegrant/source'];

describe('Bundles, minified and gzipped:', () => {
  it.each([
    ['server and fetch, for a Worker', workerEntry, 38],
    ['core, for decide', coreEntry, 27],
  ])('%s', async (_what, entry, kibibytes) => {
    const { gzipped } = await bundleSize(entry, conditions);
    expect(gzipped / 1024).toBeLessThan(kibibytes);
    // An entry that imports nothing would be small too.
    expect(gzipped / 1024).toBeGreaterThan(4);
  });
});
