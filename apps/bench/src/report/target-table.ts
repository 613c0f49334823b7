import { holds, type Measures, targets } from './targets.ts';
import type { Table } from './table.ts';

/** Each target, and whether it holds. */
export const targetTable = (measures: Measures): Table => ({
  title: 'Targets',
  columns: ['target', 'limit', 'goal', 'measured', 'holds'],
  rows: targets.map((target) => {
    const value = measures[target.measure];
    const sign = target.bound === 'atMost' ? '≤' : '≥';
    return [
      target.what,
      `${sign} ${target.format(target.limit)}`,
      `${sign} ${target.format(target.goal)}`,
      value === undefined ? 'not measured' : target.format(value),
      value === undefined ? '' : holds(target, value) ? 'yes' : 'no',
    ];
  }),
  notes: [],
});
