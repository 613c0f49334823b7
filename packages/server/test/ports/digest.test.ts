import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { platformSha256, sha256Of } from '../../src/ports/digest.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A process whose `node:crypto` is this. */
const processWith = (crypto: unknown): object => ({ getBuiltinModule: () => crypto });

describe('The SHA-256 of the platform', () => {
  it('is that of node:crypto.', () => {
    const spy = vi.spyOn(process.getBuiltinModule('node:crypto'), 'hash');
    const sha256 = platformSha256();
    spy.mockClear();
    expect(sha256?.('jürgen')).toBe(createHash('sha256').update('jürgen').digest('base64url'));
    expect(spy).toHaveBeenCalledTimes(1);
  });

  it.each<[string, unknown]>([
    ['process', undefined],
    ['process that is an object', 'process'],
    ['function process.getBuiltinModule', {}],
    ['node:crypto', processWith(undefined)],
    ['node:crypto that is an object', processWith(null)],
    ['function hash', processWith({ hash: 'sha256' })],
    [
      'hash that works',
      processWith({
        hash: () => {
          throw new Error('crypto.hash is not implemented yet.');
        },
      }),
    ],
    ['hash that is right', processWith({ hash: () => 'a'.repeat(43) })],
    ['hash that is synchronous', processWith({ hash: async () => 'a'.repeat(43) })],
  ])('is absent if there is no %s.', (_what, process) => {
    vi.stubGlobal('process', process);
    expect(platformSha256()).toBeUndefined();
    expect(sha256Of(undefined)).toBeUndefined();
  });
});

describe('The option sha256', () => {
  it('is used in place of that of the platform.', () => {
    const sha256 = vi.fn(() => 'x'.repeat(43));
    expect(sha256Of(sha256)?.('a')).toBe('x'.repeat(43));
    expect(sha256).toHaveBeenCalledWith('a');
  });

  it.each(['x'.repeat(42), 'x'.repeat(44), Array.from('x'.repeat(43)), undefined])('may not return %j.', (hash) => {
    expect(() => sha256Of(Object(() => hash))?.('a')).toThrow(TypeError);
  });
});
