import { describe, expect, it, onTestFinished } from 'vitest';
import { flood } from '../src/registrations/flood.ts';
import { openedRegistries } from '../src/registrations/opened-registries.ts';

describe('A flood of registrations', () => {
  it.each(['memory', 'SQLite'])('stays within the cap in %s, and a client still signs in (R327).', async (name) => {
    const opened = await openedRegistries[name]?.();
    if (opened === undefined) throw new Error(`There is no registry ${name}.`);
    onTestFinished(() => opened.close());
    const { signIns, ...counts } = await flood(opened.registry, 500, 100);
    expect(counts).toMatchObject({ created: 100, full: 400, kept: 100 });
    expect(signIns).toBeGreaterThan(0);
  });
});
