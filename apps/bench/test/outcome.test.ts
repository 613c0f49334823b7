import { expect, it } from 'vitest';
import { outcomeOf } from '../src/outages/outcome.ts';

it('The outages count what the servers issued, whatever the clients saw.', () => {
  const load = {
    codes: ['once', 'twice', 'interrupted', 'forgotten'],
    unclear: new Set(['twice', 'interrupted']),
    counts: { code: 4, tokens: 1, used: 9, refused: 2, cut: 3, hung: 1 },
  };
  const issuedFor = ['hash of once', 'hash of twice', 'hash of another', 'hash of twice'];
  expect(outcomeOf(load, issuedFor, (code) => `hash of ${code}`)).toEqual({
    issued: 4,
    once: 1,
    twice: 1,
    interrupted: 1,
    forgotten: 1,
    hung: 1,
    refused: 2,
    cut: 3,
  });
});
