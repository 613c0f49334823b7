import { createFetchHandler, type FetchContext } from '@codegrant/fetch';
import { clientList, createAuthorizationServer, defineClient, type Owner } from '@codegrant/server';
import { type D1, d1, sqlStore } from '@codegrant/sql';

interface Env {
  readonly DB: D1;
  readonly CONSENT_KEY: string;
}

const sha256 = async (text: string): Promise<string> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).join('.');

/** Who is signed in, by the Cookie header. Your sign-in page adds the session. */
const ownerOf = async (db: D1, cookie: string | null): Promise<Owner | undefined> => {
  const id = /(?:^|; )session=([\w-]+)/.exec(cookie ?? '')?.[1] ?? '';
  const select = db.prepare('SELECT subject, name FROM sessions WHERE hash = ? AND expires_at > unixepoch()');
  const { results } = await select.bind(await sha256(id)).all();
  return results[0] as Owner | undefined;
};

export default {
  fetch: (request: Request, { DB, CONSENT_KEY }: Env): Promise<Response> => {
    const server = createAuthorizationServer<FetchContext>({
      policy: {
        issuer: 'https://login.example',
        scopes: { read: { name: 'Read your messages' } },
        defaultScope: ['read'],
      },
      clients: clientList([
        defineClient({ client_id: 'cli', client_name: 'Our CLI', redirect_uris: ['http://127.0.0.1/callback'] }),
      ]),
      owner: { identify: () => ownerOf(DB, request.headers.get('cookie')) },
      consentKeys: [new TextEncoder().encode(CONSENT_KEY)],
      ...sqlStore(d1(DB), { except: ['clients'] }),
    });
    return createFetchHandler(server).fetch(request);
  },
};
