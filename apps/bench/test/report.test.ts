import { describe, expect, it } from 'vitest';
import { formatChart } from '../src/report/chart.ts';
import { fillMarkers } from '../src/report/document.ts';
import { formatTable } from '../src/report/table.ts';
import { targetTable } from '../src/report/target-table.ts';
import { targets } from '../src/report/targets.ts';

describe('The report of the benchmark:', () => {
  it('a table is Markdown.', () => {
    const table = { title: 'Times', columns: ['row', 'time'], rows: [['floor', '9 µs']], notes: ['A note'] };
    expect(formatTable(table)).toBe('### Times\n\n| row   | time |\n| ----- | ---: |\n| floor | 9 µs |\n\n- A note\n');
  });

  it('a target that was not measured does not hold.', () => {
    expect(targetTable({}).rows).toHaveLength(targets.length);
    for (const [, , , measured, holds] of targetTable({}).rows) expect([measured, holds]).toEqual(['not measured', '']);
  });

  it.each([
    [1.3, 'yes'],
    [1.31, 'no'],
  ])('a ratio of %d to the floor holds: %s.', (decide, holds) => {
    expect(targetTable({ decide }).rows[0]?.at(-1)).toBe(holds);
  });

  it.each([
    [0.4, 'yes'],
    [0.39, 'no'],
  ])('a share of %d of node:http holds: %s.', (nodeValid, holds) => {
    const row = targetTable({ nodeValid }).rows.find(([what]) => what?.endsWith('valid request, node:http'));
    expect(row?.at(-1)).toBe(holds);
  });

  it('a text is put between its markers, and nothing else changes.', () => {
    const document = 'a\n<!-- bench:x -->\nold\n<!-- /bench:x -->\nb\n';
    expect(fillMarkers(document, 'x', '$& new\n')).toBe('a\n<!-- bench:x -->\n\n$& new\n\n<!-- /bench:x -->\nb\n');
    expect(() => fillMarkers(document, 'y', 'new')).toThrow('no markers for y');
  });

  it('the chart escapes what it shows, and has a grid line for each power of ten.', () => {
    const chart = formatChart('a < b', '', [
      { label: '<script>', value: 1, lower: 0.9, upper: 1.1, text: '1 & 2' },
      { label: 'b', value: 20, lower: 18, upper: 30, text: '' },
    ]);
    expect(chart).not.toContain('<script>');
    expect(chart).toContain('1 &amp; 2');
    expect(Array.from(chart.matchAll(/>([\d.]+)×</g), ([, tick]) => tick)).toEqual(['0.1', '1', '10', '100']);
  });
});
