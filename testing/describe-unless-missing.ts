import { describe, it } from 'vitest';

/**
 * A suite that needs a program. Where it is missing, the suite is skipped and its title says so. In CI nothing is skipped: a
 * test fails.
 *
 * @param missing what is missing and how to get it, a sentence. `undefined` if nothing is missing
 */
export const describeUnlessMissing = (missing: string | undefined, title: string, tests: () => void): void => {
  if (missing === undefined) describe(title, tests);
  else if (process.env['CI'] === undefined) it.skip(`${title} (skipped: ${missing})`);
  else
    it(title, () => {
      throw new Error(missing);
    });
};
