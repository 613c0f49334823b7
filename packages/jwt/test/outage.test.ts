import { listen } from '@codegrant/conformance/suite';
import { jwtVerifier, type JwtVerifierSettings } from '@codegrant/jwt';
import { generateKeyPair, exportJWK } from 'jose';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { audience, fixedNow, issuer, key, publicPart, tokenWith } from './fixtures/settings.ts';

const token = await tokenWith();

/** Serves each body once, and the last one from then on. A body that is `undefined` never comes. */
const jwksUriOf = async (...bodies: readonly (string | undefined)[]): Promise<string> => {
  let requests = 0;
  const { origin, close } = await listen((_request, response) => {
    const body = bodies[Math.min(requests, bodies.length - 1)];
    requests += 1;
    if (body === undefined) return;
    response.statusCode = body === '' ? 503 : 200;
    response.end(body);
  });
  onTestFinished(close);
  return `${origin}/oauth/jwks`;
};

const verifierOf = (jwksUri: string, change: Partial<JwtVerifierSettings> = {}) =>
  jwtVerifier({ issuer, audience, jwksUri, now: () => fixedNow, ...change } as JwtVerifierSettings);

const keySet = JSON.stringify({ keys: [publicPart(key)] });
const unusable = JSON.stringify({ keys: [{ ...publicPart(key), x: 'AAAA' }] });

const outage = { name: 'TemporarilyUnavailable', cause: expect.anything() };

describe('An outage of the server', () => {
  it.each([
    ['answers with an error', ''],
    ['answers with what is no JSON', 'no JSON'],
    ['answers with what is no key set', '{}'],
    ['answers with a key that cannot be used', unusable],
  ])('rejects a token as temporarily unavailable if the server %s.', async (_title, body) => {
    const { find } = verifierOf(await jwksUriOf(body));
    await expect(find(token)).rejects.toMatchObject(outage);
  });

  it('rejects a token as temporarily unavailable if the server cannot be reached.', async () => {
    const server = await listen(() => {});
    await server.close();
    await expect(verifierOf(`${server.origin}/oauth/jwks`).find(token)).rejects.toMatchObject(outage);
  });

  it('rejects a token as temporarily unavailable if the server does not answer in time.', async () => {
    const { find } = verifierOf(await jwksUriOf(undefined), { timeoutMilliseconds: 50 });
    await expect(find(token)).rejects.toMatchObject(outage);
  });

  it('ends with it: the next token is found.', async () => {
    const { find } = verifierOf(await jwksUriOf('', keySet));
    await expect(find(token)).rejects.toMatchObject(outage);
    expect(await find(token)).toMatchObject({ subject: 'alice' });
  });

  it('matters once the keys are too old.', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: fixedNow * 1000 });
    onTestFinished(() => void vi.useRealTimers());
    const { find } = verifierOf(await jwksUriOf(keySet, '', JSON.stringify({ keys: [] })), { maxAgeSeconds: 60 });
    expect(await find(token)).toMatchObject({ subject: 'alice' });
    vi.setSystemTime((fixedNow + 59) * 1000);
    expect(await find(token)).toMatchObject({ subject: 'alice' });
    vi.setSystemTime((fixedNow + 60) * 1000);
    await expect(find(token)).rejects.toMatchObject(outage);
    // The server has removed the key.
    expect(await find(token)).toBeUndefined();
  });

  it('does not matter while the keys are known.', async () => {
    const { find } = verifierOf(await jwksUriOf(keySet, ''));
    expect(await find(token)).toMatchObject({ subject: 'alice' });
    expect(await find(token)).toMatchObject({ subject: 'alice' });
  });
});

describe('The setting fetch', () => {
  it('sends the requests.', async () => {
    const urls: string[] = [];
    const { find } = verifierOf('https://login.example/oauth/jwks', {
      fetch: async (url: string) => {
        urls.push(url);
        return Response.json({ keys: [publicPart(key)] });
      },
    });
    expect(await find(token)).toMatchObject({ subject: 'alice' });
    expect(urls).toEqual(['https://login.example/oauth/jwks']);
  });
});

describe('A key set with keys for other algorithms', () => {
  it('is used all the same.', async () => {
    const { publicKey } = await generateKeyPair('ES512', { extractable: true });
    const others = [
      { ...(await exportJWK(publicKey)), alg: 'ES512', kid: 'other' },
      { kty: 'unknown', kid: key.kid },
    ];
    const { find } = verifierOf(await jwksUriOf(JSON.stringify({ keys: [...others, publicPart(key)] })));
    expect(await find(token)).toMatchObject({ subject: 'alice' });
  });
});
