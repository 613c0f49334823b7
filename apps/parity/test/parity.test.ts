import {
  authorizeVectors,
  bearerVectors,
  clientCredentialsVectors,
  consentVectors,
  extensionGrantVectors,
  grantListVectors,
  introspectionVectors,
  redemptionVectors,
  refreshVectors,
  revocationVectors,
} from '@codegrant/conformance';
import {
  asUrl,
  type BearerServers,
  startBearerServers,
  startVectorServers,
  type VectorServers,
  type WireResponse,
} from '@codegrant/conformance/suite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters, apiAdapters } from './adapters.ts';
import { grantListRequests, hostedRequests, requests } from './requests.ts';

/** Headers of the connection, which may differ. */
const connectionHeaders = ['connection', 'date', 'keep-alive'];

/** Headers that may differ without a body: some platforms send a length of 0, others no chunks. */
const emptyBodyHeaders = ['content-length', 'transfer-encoding'];

const answered = ({ status, headers, body }: WireResponse): unknown => {
  const ignored = new Set([...connectionHeaders, ...(body === '' ? emptyBodyHeaders : [])]);
  return { status, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ignored.has(name))), body };
};

const running = new Map<string, VectorServers>();
const apis = new Map<string, BearerServers>();
beforeAll(async () => {
  for (const [name, start] of Object.entries(adapters)) running.set(name, await startVectorServers(start));
  for (const [name, start] of Object.entries(apiAdapters)) apis.set(name, startBearerServers(start));
});
afterAll(async () => {
  await Promise.all([...running.values(), ...apis.values()].map((servers) => servers.close()));
});

const expectSame = async <Servers>(
  started: ReadonlyMap<string, Servers>,
  ask: (servers: Servers) => Promise<WireResponse>,
): Promise<void> => {
  const answers = new Map<string, unknown>();
  for (const [name, servers] of started) answers.set(name, answered(await ask(servers)));
  const [first] = answers.values();
  for (const [name, answer] of answers) expect(answer, name).toEqual(first);
};

/** Expects the same answer from every adapter: status, headers and bytes. */
const expectSameAnswer = (ask: (servers: VectorServers) => Promise<WireResponse>): Promise<void> =>
  expectSame(running, ask);

describe('Every adapter gives the same answer,', () => {
  it.each(requests)('to $method $target $headers', (request) => expectSameAnswer((servers) => servers.send(request)));

  it.each(hostedRequests)('with a hosted consent page, to $method $target $headers', (request) =>
    expectSameAnswer((servers) => servers.sendHosted(request)),
  );

  it.each(grantListRequests)('at the list of grants, to $method $target $headers', (request) =>
    expectSameAnswer((servers) => servers.sendGrantList(request)),
  );

  describe.each(grantListVectors)('at the list of grants, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) =>
      expectSameAnswer(async (servers) => (await servers.grantList(vector)).response),
    );
  });

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

  describe.each(revocationVectors)('at the revocation endpoint, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectSameAnswer(async (servers) => (await servers.revoke(vector)).response));
  });

  describe.each(introspectionVectors)('at the introspection endpoint, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectSameAnswer((servers) => servers.introspect(vector)));
  });

  describe.each(redemptionVectors)('at the token endpoint, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectSameAnswer(async (servers) => (await servers.redeem(vector)).response));
  });

  describe.each(bearerVectors)('at a protected resource, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectSame(apis, (servers) => servers.check(vector)));
  });
});
