import { createHash, randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import {
  clientList,
  createAuthorizationServer,
  defineClient,
  html,
  type Html,
  type Owner,
  page,
  pageReply,
  returnPath,
} from '@codegrant/server';

const port = Number(process.env['PORT'] ?? 3000);
const issuer = `http://127.0.0.1:${port}`;
const client = { client_id: 'demo', redirect_uri: `${issuer}/callback` };

// Your users and sessions. Replace both with your own.
const users = new Map([['ada', 'lovelace']]);
const sessions = new Map<string, Owner>();

const server = createAuthorizationServer<NodeRequest>({
  policy: { issuer, scopes: { read: { name: 'Read your messages' } }, defaultScope: ['read'] },
  clients: clientList([
    defineClient({ client_id: client.client_id, client_name: 'Demo client', redirect_uris: [client.redirect_uri] }),
  ]),
  owner: { identify: ({ headers }) => sessions.get(/(?:^|; )session=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '') },
  signInUrl: '/sign-in',
  consentKeys: [randomBytes(32)],
});

const showPage = (response: ServerResponse, status: number, title: string, content: Html): void => {
  const reply = pageReply(status, page(title, html`<h1>${title}</h1>${content}`), []);
  response.writeHead(reply.status, reply.headers).end(reply.body);
};

// The sign-in page. The form has no action, so the browser posts it to the same URL, return_to included.
const form = html`<form method="post"><p>Sign in as ada, with the password lovelace.</p>
<label>Name <input name="name" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label> <button>Sign in</button></form>`;

const signIn = async (request: NodeRequest, response: ServerResponse, query: URLSearchParams): Promise<void> => {
  if (request.method !== 'POST') return showPage(response, 200, 'Sign in', form);
  const posted = new URLSearchParams(await text(request));
  const name = posted.get('name') ?? '';
  if (users.get(name) !== posted.get('password')) return showPage(response, 401, 'Try again', form);
  const id = randomBytes(32).toString('base64url');
  sessions.set(id, { subject: name, name });
  const cookie = `session=${id}; HttpOnly; SameSite=Lax; Path=/`;
  response.writeHead(303, { location: returnPath(query.get('return_to')) ?? '/', 'set-cookie': cookie }).end();
};

// The client. Usually another app; here it redeems the code and shows the answer.
const verifier = randomBytes(32).toString('base64url');
const code_challenge = createHash('sha256').update(verifier).digest('base64url');
const request = { ...client, response_type: 'code', code_challenge, code_challenge_method: 'S256' };

const callback = async (response: ServerResponse, query: URLSearchParams): Promise<void> => {
  const code = query.get('code');
  if (code === null) return showPage(response, 200, 'No code', html`<p>${query.get('error_description') ?? ''}</p>`);
  const body = new URLSearchParams({ ...client, grant_type: 'authorization_code', code, code_verifier: verifier });
  const answer = await fetch(`${issuer}/oauth/token`, { method: 'POST', body });
  showPage(response, 200, 'Tokens', html`<pre>${await answer.text()}</pre>`);
};

const handler = toNodeHandler(server);
createServer((request, response) =>
  handler(request, response, () => {
    const [path, query] = (request.url ?? '').split('?', 2);
    const params = new URLSearchParams(query);
    if (path === '/sign-in') return void signIn(request, response, params).catch(() => response.destroy());
    if (path === '/callback') return void callback(response, params).catch(() => response.destroy());
    showPage(response, 404, 'Not found', html``);
  }),
).listen(port, '127.0.0.1', () => console.log(`Open ${issuer}/oauth/authorize?${new URLSearchParams(request)}`));
