import { authorizeVectors, consentVectors, redemptionVectors } from '@codegrant/conformance';
import { asUrl, startVectorServers, type VectorServers, type WireResponse } from '@codegrant/conformance/suite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters } from './adapters.ts';
import { hostedRequests, requests } from './requests.ts';

/** What says how and when a response was sent, not what was answered. */
const hops = ['connection', 'date', 'keep-alive'];

/** Where there is no body, some platforms say that its length is 0, and some send none in chunks. */
const emptyFraming = ['content-length', 'transfer-encoding'];

const answered = ({ status, headers, body }: WireResponse): unknown => {
  const ignored = new Set([...hops, ...(body === '' ? emptyFraming : [])]);
  return { status, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ignored.has(name))), body };
};

const running = new Map<string, VectorServers>();
beforeAll(async () => {
  for (const [name, start] of Object.entries(adapters)) running.set(name, await startVectorServers(start));
});
afterAll(async () => {
  await Promise.all(Array.from(running.values(), (servers) => servers.close()));
});

/** The answer of every adapter but the first must be that of the first: status, headers and bytes. */
const expectOneAnswer = async (ask: (servers: VectorServers) => Promise<WireResponse>): Promise<void> => {
  const answers = new Map<string, unknown>();
  for (const [name, servers] of running) answers.set(name, answered(await ask(servers)));
  const [first] = answers.values();
  for (const [name, answer] of answers) expect(answer, name).toEqual(first);
};

describe('Every adapter gives the same answer,', () => {
  it.each(requests)('to $method $target $headers', (request) => expectOneAnswer((servers) => servers.send(request)));

  it.each(hostedRequests)('where consent is hosted, to $method $target $headers', (request) =>
    expectOneAnswer((servers) => servers.sendHosted(request)),
  );

  describe.each(authorizeVectors)('at the authorization endpoint, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectOneAnswer((servers) => servers.authorize(asUrl(vector))));
  });

  describe.each(consentVectors)('at consent, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectOneAnswer((servers) => servers.consent(vector)));
  });

  describe.each(redemptionVectors)('at the token endpoint, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectOneAnswer(async (servers) => (await servers.redeem(vector)).response));
  });
});
