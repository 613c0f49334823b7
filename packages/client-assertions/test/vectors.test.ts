import { privateKeyJwt } from '@codegrant/client-assertions';
import { clientAssertionVectors, type ClientAssertionVector, vectorClient } from '@codegrant/conformance';
import { clientCredentials, createAuthorizationServer } from '@codegrant/server';
import { listen } from '@codegrant/conformance/suite';
import { toNodeHandler } from '@codegrant/node';
import { onTestFinished, describe, expect, it } from 'vitest';
import { serverOptions } from './fixtures/client.ts';

const servedFor = async (audience: 'issuer' | 'tokenEndpoint'): Promise<string> => {
  const server = createAuthorizationServer({
    ...serverOptions(),
    policy: {
      issuer: 'https://login.example',
      scopes: { read: { name: 'Read' }, offline_access: { name: 'Stay signed in' } },
      defaultScope: ['read'],
      refreshTokens: 'always',
    },
    clients: { find: vectorClient },
    clientAssertions: privateKeyJwt({ audience }),
    grantTypes: [clientCredentials],
  });
  const { origin, close } = await listen(toNodeHandler(server));
  onTestFinished(close);
  return origin;
};

const statusAndError = async ({ given, request }: ClientAssertionVector): Promise<readonly unknown[]> => {
  const origin = await servedFor(given.audience);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(request.authorization === undefined ? {} : { authorization: request.authorization }),
  };
  const send = (): Promise<Response> =>
    fetch(`${origin}/oauth/${given.endpoint}`, { method: 'POST', body: request.form, headers });
  if (given.used) await send();
  const response = await send();
  const text = await response.text();
  return [response.status, text === '' ? undefined : JSON.parse(text).error];
};

const expected = ({ expect: outcome }: ClientAssertionVector): readonly unknown[] =>
  outcome.kind === 'authenticated' ? [200, undefined] : [outcome.status, outcome.error];

// The suite of the adapters takes what the vectors say of a signature. Here it is verified.
describe.each(clientAssertionVectors)('With the real verification, $name:', ({ vectors }) => {
  it.each(vectors)('$name', async (vector) => {
    expect(await statusAndError(vector)).toEqual(expected(vector));
  });
});
