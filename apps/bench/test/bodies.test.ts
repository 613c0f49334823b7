import { describe, expect, it } from 'vitest';
import { hostileBodies } from '../src/hostile-bodies.ts';
import { readOptions } from '../src/options.ts';
import { checkFormRefused, formEndpoints } from '../src/rows/check-form.ts';
import { hostileBodySection } from '../src/sections/bodies.ts';

describe('The section bodies:', () => {
  it('every form is measured at every endpoint, in 31 rounds at least.', async () => {
    const { tables, measures } = await hostileBodySection({ options: readOptions(['--rounds', '1'], '/'), rivals: [] });
    const [table] = tables;
    expect(table?.notes).toEqual([
      'The benchmark measured each form in 31 rounds. The server refuses every form in the table.',
    ]);
    expect(table?.rows.map(([name]) => name)).toEqual(['ordinary: 850 checkboxes', ...Object.keys(hostileBodies)]);
    for (const row of table?.rows ?? []) expect(row).toHaveLength(1 + 2 * formEndpoints.length);
    expect(measures.hostileBody).toBeGreaterThan(0);
  });

  it.each(formEndpoints)('a form that %s does not refuse is not measured.', (endpoint) => {
    const answer = { status: 400, location: undefined, body: '' };
    expect(() => checkFormRefused(endpoint, answer)).not.toThrow();
    for (const status of [200, 302, 500])
      expect(() => checkFormRefused(endpoint, { ...answer, status })).toThrow(`${endpoint} does not refuse a form`);
    expect(() => checkFormRefused(endpoint, { ...answer, location: 'https://evil.example' })).toThrow('redirects');
  });
});
