import { authorizeVectors, bearerVectors } from '@codegrant/conformance';
import {
  asUrl,
  authorizeKind,
  startBearerServers,
  startVectorServers,
  vectorKinds,
  type VectorServers,
  type WireResponse,
} from '@codegrant/conformance/suite';
import { afterAll, describe, expect, it } from 'vitest';
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

const running = new Map(Object.entries(adapters).map(([name, start]) => [name, startVectorServers(start)]));
const apis = new Map(Object.entries(apiAdapters).map(([name, start]) => [name, startBearerServers(start)]));
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

/** The requests as every platform passes them. */
const authorizeVectorsAsUrls = authorizeVectors.map(({ name, vectors }) => ({ name, vectors: vectors.map(asUrl) }));

describe('Every adapter gives the same answer,', () => {
  it.each(requests)('to $method $target $headers', (request) => expectSameAnswer((servers) => servers.send(request)));

  it.each(hostedRequests)('with a hosted consent page, to $method $target $headers', (request) =>
    expectSameAnswer((servers) => servers.sendHosted(request)),
  );

  it.each(grantListRequests)('at the list of grants, to $method $target $headers', (request) =>
    expectSameAnswer((servers) => servers.sendGrantList(request)),
  );

  describe.each([authorizeKind(authorizeVectorsAsUrls), ...vectorKinds])('to the vectors of $title,', ({ groups }) => {
    describe.each(groups)('$name:', ({ vectors }) => {
      it.each(vectors)('$name', (vector) => expectSameAnswer((servers) => servers.run(vector)));
    });
  });

  describe.each(bearerVectors)('at a protected resource, $name:', ({ vectors }) => {
    it.each(vectors)('$name', (vector) => expectSame(apis, (servers) => servers.check(vector)));
  });
});
