import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/**
 * A folder that is deleted afterwards.
 *
 * @param afterwards `onTestFinished` in a test. Default: after the tests of the surrounding suite
 */
export const temporaryFolder = (afterwards: (act: () => void) => void = afterAll): string => {
  const folder = mkdtempSync(join(tmpdir(), 'codegrant-'));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
