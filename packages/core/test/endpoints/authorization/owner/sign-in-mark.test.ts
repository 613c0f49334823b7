import { describe, expect, it } from 'vitest';
import {
  isBackFromSignIn,
  markSignIn,
  withoutSignInMark,
} from '../../../../src/endpoints/authorization/owner/sign-in-mark.ts';

const now = 1_700_000_000;

describe('The sign-in mark', () => {
  it('is added at the end of a query, and removed from there.', () => {
    expect(markSignIn('client_id=app', now)).toBe('client_id=app&codegrant_sign_in=1700000000');
    expect(withoutSignInMark(markSignIn('client_id=app', now))).toBe('client_id=app');
    expect(markSignIn('a=b', 0)).toBe('a=b&codegrant_sign_in=0');
  });

  it.each([
    [0, true],
    [1, true],
    [599, true],
    [600, false],
    [601, false],
    [-1, false],
    [-600, false],
  ])('counts for 600 seconds from its own time on: after %i seconds, %s.', (seconds, counts) => {
    expect(isBackFromSignIn(markSignIn('a=b', now), now + seconds)).toBe(counts);
  });

  it.each([
    '',
    'a=b',
    'codegrant_sign_in=1700000000',
    'a=b&codegrant_sign_in=1700000000&c=d',
    'a=b&codegrant_sign_in=1700000000&',
    'a=b&codegrant_sign_in=1700000000\n',
    'a=b&codegrant_sign_in=1700000000#',
    'a=b&codegrant_sign_in=',
    'a=b&codegrant_sign_in',
    'a=b&codegrant_sign_in=-1',
    'a=b&codegrant_sign_in=+1',
    'a=b&codegrant_sign_in=1.5',
    'a=b&codegrant_sign_in=1e9',
    'a=b&codegrant_sign_in=0x1',
    'a=b&codegrant_sign_in=%31',
    'a=b&codegrant_sign_in=١٧٠٠٠٠٠٠٠٠',
    `a=b&codegrant_sign_in=${'1'.repeat(17)}`,
    'a=b&codegrant_sign_in=1700000000&codegrant_sign_in=1.5',
    'a=b&CODEGRANT_SIGN_IN=1700000000',
    'a=b&xcodegrant_sign_in=1700000000',
    'a=b;codegrant_sign_in=1700000000',
  ])('is not in %j, which is not changed.', (query) => {
    expect(isBackFromSignIn(query, now)).toBe(false);
    expect(withoutSignInMark(query)).toBe(query);
  });

  it('has 1 to 16 digits.', () => {
    expect(withoutSignInMark(`a=b&codegrant_sign_in=${'1'.repeat(12)}`)).toBe('a=b');
    expect(isBackFromSignIn(`a=b&codegrant_sign_in=${'1'.repeat(12)}`, 111_111_111_111)).toBe(true);
    expect(withoutSignInMark(`a=b&codegrant_sign_in=${'1'.repeat(16)}`)).toBe('a=b');
    expect(isBackFromSignIn(`a=b&codegrant_sign_in=${'1'.repeat(16)}`, 1_111_111_111_111_111)).toBe(true);
    expect(isBackFromSignIn(`a=b&codegrant_sign_in=${'1'.repeat(17)}`, 11_111_111_111_111_112)).toBe(false);
  });

  it('works with a clock that counts milliseconds, so sign-in cannot loop there.', () => {
    const milliseconds = now * 1000 + 123;
    const marked = markSignIn('a=b', milliseconds);
    expect(marked).toBe('a=b&codegrant_sign_in=1700000000123');
    expect(withoutSignInMark(marked)).toBe('a=b');
    expect(isBackFromSignIn(marked, milliseconds + 1)).toBe(true);
  });

  it.each([
    [now + 0.25, now],
    [now + 0.999, now],
    [0.5, 0],
  ])('has whole seconds if the clock has fractions: at %d it is %d.', (clock, seconds) => {
    const marked = markSignIn('a=b', clock);
    expect(marked).toBe(`a=b&codegrant_sign_in=${seconds}`);
    expect(isBackFromSignIn(marked, clock)).toBe(true);
    expect(isBackFromSignIn(marked, clock + 1.5)).toBe(true);
    expect(withoutSignInMark(marked)).toBe('a=b');
  });

  it('is no mark if something follows it, even if it is repeated 500,000 times.', () => {
    const query = `${'&codegrant_sign_in=1700000000'.repeat(500_000)}x`;
    expect(withoutSignInMark(query)).toBe(query);
  });

  it('can be repeated. The last one counts, and all are removed.', () => {
    const marked = markSignIn(markSignIn(markSignIn('a=b', 1), 1_700_000_000_000), now);
    expect(withoutSignInMark(marked)).toBe('a=b');
    expect(isBackFromSignIn(marked, now)).toBe(true);
    expect(isBackFromSignIn(markSignIn(marked, now - 600), now)).toBe(false);
    expect(withoutSignInMark(`a=b${'&codegrant_sign_in=1'.repeat(300)}`)).toBe('a=b');
  });
});
