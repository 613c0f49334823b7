import type { Options } from '../options.ts';

/** How many rounds a section takes: as many as `--rounds` says, or those of a quick or of a full run. */
export const roundsOf = (
  { quick, rounds }: Options,
  usual: { readonly quick: number; readonly full: number },
): number => rounds ?? (quick ? usual.quick : usual.full);
