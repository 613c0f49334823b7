import {
  authorizeVectors,
  clientCredentialsVectors,
  consentVectors,
  extensionGrantVectors,
  redemptionVectors,
  refreshVectors,
} from '@codegrant/conformance';
import { asUrl, startVectorServers, type VectorServers, type WireResponse } from '@codegrant/conformance/suite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters } from './adapters.ts';
import { hostedRequests, requests } from './requests.ts';

/** Headers of the connection, which may differ. */
const connectionHeaders = ['connection', 'date', 'keep-alive'];

/** Headers that may differ without a body: some platforms send a length of 0, others no chunks. */
const emptyBodyHeaders = ['content-length', 'transfer-encoding'];

const answered = ({ status, headers, body }: WireResponse): unknown => {
  const ignored = new Set([...connectionHeaders, ...(body === '' ? emptyBodyHeaders : [])]);
  return { status, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ignored.has(name))), body };
};

const running = new Map<string, VectorServers>();
beforeAll(async () => {
  for (const [name, start] of Object.entries(adapters)) running.set(name, await startVectorServers(start));
});
afterAll(async () => {
  await Promise.all(Array.from(running.values(), (servers) => servers.close()));
});

/** Expects the same answer from every adapter: status, headers and bytes. */
const expectSameAnswer = async (ask: (servers: VectorServers) => Promise<WireResponse>): Promise<void> => {
  const answers = new Map<string, unknown>();
  for (const [name, servers] of running) answers.set(name, answered(await ask(servers)));
  const [first] = answers.values();
  for (const [name, answer] of answers) expect(answer, name).toEqual(first);
};

describe('Every adapter gives the same answer,', () => {
  it.each(requests)('to $method $target $headers', (request) => expectSameAnswer((servers) => servers.send(request)));

  it.each(hostedRequests)('with a hosted consent page, to $method $target $headers', (request) =>
    expectSameAnswer((servers) => servers.sendHosted(request)),
  );

  describe.each(authorizeVectors)('at the authorization endpoint, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectSameAnswer((servers) => servers.authorize(asUrl(vector))));
  });

  describe.each(consentVectors)('at consent, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectSameAnswer((servers) => servers.consent(vector)));
  });

  describe.each(refreshVectors)('at the token endpoint with a refresh token, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) =>
      expectSameAnswer(async (servers) => (await servers.refresh(vector)).response),
    );
  });

  describe.each([...clientCredentialsVectors, ...extensionGrantVectors])(
    'at the token endpoint without a store, $name:',
    ({ vectors }) => {
      it.each(vectors)('$name', (vector) => expectSameAnswer((servers) => servers.token(vector)));
    },
  );

  describe.each(redemptionVectors)('at the token endpoint, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectSameAnswer(async (servers) => (await servers.redeem(vector)).response));
  });
});
