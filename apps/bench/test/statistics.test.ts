import { describe, expect, it } from 'vitest';
import { quantile, ratioOf } from '../src/measure/statistics.ts';

describe('Statistics of the benchmark:', () => {
  it.each([
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 2, 3], 0.5, 2.5],
    [[5], 0.25, 5],
    [[1, 2, 3, 4, 5], 0.25, 2],
  ])('of %j, the share %d lies below %d.', (numbers, share, expected) => {
    expect(quantile(numbers, share)).toBe(expected);
  });

  it('a ratio is taken inside a round: a round in which everything is slow changes nothing.', () => {
    expect(ratioOf([2, 20, 2], [1, 10, 1])).toMatchObject({ median: 2, lower: 2, upper: 2 });
  });
});
