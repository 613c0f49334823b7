/** The value below which a share of the numbers lies: 0.5 for the median. */
export const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((one, other) => one - other);
  const at = (sorted.length - 1) * share;
  const [below = Number.NaN, above = below] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
};

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/** What the ratios of the rounds say. */
export interface Ratio {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  /** The ratio of the fastest tenths: what else runs on the machine moves it least. */
  readonly quiet: number;
}

/** Compares two lists of times: the first time of one with the first time of the other, and so on. */
export const ratioOf = (times: readonly number[], base: readonly number[]): Ratio => {
  const ratios = times.map((time, round) => time / (base[round] ?? Number.NaN));
  return {
    median: median(ratios),
    lower: quantile(ratios, 0.25),
    upper: quantile(ratios, 0.75),
    quiet: quantile(times, 0.1) / quantile(base, 0.1),
  };
};
