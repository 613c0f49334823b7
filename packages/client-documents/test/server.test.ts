import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { listen, optionsWith } from '@codegrant/conformance/suite';
import { memoryLimits } from '@codegrant/limits';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, type ServerEvent, type ServerOptions } from '@codegrant/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientDocuments } from '../src/client-documents.ts';
import type { ClientDocumentsSettings } from '../src/client-documents-settings.ts';
import { clientId, type Network, startNetwork } from './fixtures/network.ts';

const verifier = 'a'.repeat(43);
const redirect_uri = 'https://client.example/callback';
const request = {
  response_type: 'code',
  client_id: clientId,
  redirect_uri,
  state: 'xyz',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};

interface Served {
  readonly origin: string;
  readonly events: readonly ServerEvent[];
}

/** A server with real HTTP on both sides: to browsers and clients, and to the publisher of the document. */
const serve = async (
  { fetch }: Network,
  settings: ClientDocumentsSettings = {},
  options: Partial<ServerOptions<NodeRequest>> = {},
): Promise<Served> => {
  const events: ServerEvent[] = [];
  const { clients: _clients, ...others } = optionsWith<NodeRequest>(({ headers }) =>
    headers.cookie === 'session=1' ? { subject: 'user-1' } : undefined,
  );
  const server = createAuthorizationServer({
    ...others,
    clientSources: [clientDocuments({ fetch, ...settings })],
    report: (event) => events.push(event),
    ...options,
  });
  const handle: RequestListener = toNodeHandler(server);
  const { origin, close } = await listen(handle);
  onTestFinished(close);
  return { origin, events };
};

const authorize = (origin: string, fields: object = {}, cookie = 'session=1') =>
  fetch(`${origin}/oauth/authorize?${new URLSearchParams({ ...request, ...fields }).toString()}`, {
    redirect: 'manual',
    headers: { cookie },
  });

const post = (url: string, fields: Readonly<Record<string, string>>) =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: 'session=1' },
    body: new URLSearchParams(fields),
  });

const decide = (origin: string, page: string, decision: 'allow' | 'deny') => {
  const consent_token = /name="consent_token" value="([^"]*)"/.exec(page)?.[1] ?? '';
  return post(`${origin}/oauth/consent`, { consent_token, decision });
};

// R104, R176, R177, R353, R355, R358.
describe('A server with clientDocuments', () => {
  it('says so in its metadata.', async () => {
    const { origin } = await serve(await startNetwork());
    const metadata = await fetch(`${origin}/.well-known/oauth-authorization-server`);
    expect(await metadata.json()).toMatchObject({ client_id_metadata_document_supported: true });
  });

  it('signs the user in, shows the host of the document, and issues a token.', async () => {
    const network = await startNetwork();
    const { origin } = await serve(network);
    const signIn = await authorize(origin, {}, '');
    expect([signIn.status, signIn.headers.get('location')]).toEqual([302, expect.stringMatching(/^\/sign-in\?/)]);
    const page = await (await authorize(origin)).text();
    expect(page).toContain('client.example');
    expect(page).toContain('Editor');
    const allowed = await (await decide(origin, page, 'allow')).text();
    const link = /href="(https:[^"]*)"/.exec(allowed)?.[1] ?? '';
    const location = new URL(link.replaceAll('&amp;', '&'));
    expect(location.origin + location.pathname).toBe(redirect_uri);
    const tokenRequest = {
      grant_type: 'authorization_code',
      code: location.searchParams.get('code') ?? '',
      client_id: clientId,
      redirect_uri,
      code_verifier: verifier,
    };
    const token = await post(`${origin}/oauth/token`, tokenRequest);
    expect([token.status, await token.json()]).toMatchObject([200, { token_type: 'Bearer', scope: 'read' }]);
    // The sign-in, the page, the decision and the token request needed the document. It was fetched once.
    expect(network.connections()).toBe(1);
    expect(network.insideConnections()).toBe(0);
  });

  it('keeps a denial on its page, because nobody knows the client.', async () => {
    const { origin } = await serve(await startNetwork());
    const denial = await decide(origin, await (await authorize(origin)).text(), 'deny');
    expect(denial.headers.get('location')).toBeNull();
    expect(await denial.text()).toContain('client.example');
  });

  it('answers 404 to a client_id that leads to the inside, as to one without a document.', async () => {
    const pages = [];
    for (const lookUps of [[['10.0.0.1']], [[]]]) {
      const network = await startNetwork({ lookUps });
      const { origin } = await serve(network);
      const answer = await authorize(origin);
      expect([answer.status, network.insideConnections()]).toEqual([404, 0]);
      pages.push(await answer.text());
    }
    expect(pages[0]).toBe(pages[1]);
  });

  it('answers 503 if the server of the document has an outage, and 429 to the next request.', async () => {
    const network = await startNetwork({ publisher: (_request, response) => response.writeHead(502).end() });
    const { origin, events } = await serve(network);
    const [first, second] = [await authorize(origin), await authorize(origin)];
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, expect.any(String)]);
    expect(second.status).toBe(429);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(network.connections()).toBe(1);
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['failed', 'limited']));
    expect(await first.text()).not.toContain('502');
  });

  it('answers 429 if the limit of the host is reached.', async () => {
    const limits = memoryLimits<NodeRequest>({ rules: { document: { points: 1, seconds: 60 } } });
    const { origin } = await serve(await startNetwork(), {}, { limits });
    expect((await authorize(origin)).status).toBe(200);
    expect((await authorize(origin, { client_id: 'https://client.example/other.json' })).status).toBe(429);
  });

  it('answers 404 if the operator refuses the document.', async () => {
    const network = await startNetwork();
    const { origin } = await serve(network, { trust: ({ host }) => (host === 'client.example' ? 'refuse' : 'ask') });
    expect((await authorize(origin)).status).toBe(404);
    expect(network.connections()).toBe(0);
  });

  it('sends an error to a client that the operator trusts.', async () => {
    const { origin } = await serve(await startNetwork(), { trust: () => 'trusted' });
    const location = (await authorize(origin, { scope: 'unknown' })).headers.get('location');
    expect(new URL(location ?? '').searchParams.get('error')).toBe('invalid_scope');
  });

  it('answers invalid_client at the token endpoint if there is no such document.', async () => {
    const network = await startNetwork({ lookUps: [['169.254.169.254']] });
    const { origin } = await serve(network);
    const answer = await post(`${origin}/oauth/token`, {
      grant_type: 'authorization_code',
      code: 'x',
      client_id: clientId,
      redirect_uri,
      code_verifier: verifier,
    });
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: 'invalid_client' }]);
    expect(network.insideConnections()).toBe(0);
  });

  it('asks its own registry first.', async () => {
    const network = await startNetwork();
    const registered = optionsWith<NodeRequest>(() => undefined).clients;
    const { origin } = await serve(network, {}, registered === undefined ? {} : { clients: registered });
    const answer = await authorize(origin, { client_id: 'app', redirect_uri: 'https://app.example/cb' });
    expect([answer.status, network.connections()]).toEqual([200, 0]);
  });
});
