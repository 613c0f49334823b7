import { createHash } from 'node:crypto';
import type { FetchContext } from '@codegrant/fetch';
import {
  type AuthorizationServer,
  type CodeRecord,
  createAuthorizationServer,
  memoryStore,
  type Pages,
  type Paths,
  type ServerOptions,
} from '@codegrant/server';
import { expect, vi } from 'vitest';
import type { EntriesWithoutExample } from './entries.ts';
import { codeFrom, codeIn, consentTokenIn, leastOptions, startWalk } from './walk.ts';

type Made = AuthorizationServer<FetchContext>;

const secondsInToken = (consentToken: string): unknown => {
  const content: unknown = JSON.parse(Buffer.from(consentToken.replace(/\..*/, ''), 'base64url').toString());
  return Array.isArray(content) ? content.at(-1) : undefined;
};

export const serverEntries: EntriesWithoutExample<ServerOptions<FetchContext>, Made> = {
  policy: {
    says:
      'The settings of the authorization endpoint: see [the policy](#the-policy). Pass the plain settings, not the result of `definePolicy`. ' +
      'Invalid settings throw an `InvalidSettings` that lists every problem.',
    refused: [{}, undefined],
  },
  clients: {
    says: 'The registry of clients: see [its contract](#the-clients-port). `clientList` makes one from a list. A plain list throws.',
    refused: [undefined, [], {}],
  },
  owner: {
    says:
      'Finds the signed-in user in your sessions: see [their contract](#the-owner-port). The option is named `owner`, and its type is `Owners`. `Context` is the type of the request that the adapter ' +
      'passes: `NodeRequest`, `FastifyRequest` or `FetchContext`.',
    refused: [undefined, {}],
  },
  tokens: {
    says: 'Issues and revokes tokens: see [the contract](#the-tokens-port). `memoryTokens` serves one process.',
    refused: [undefined, {}, { issue: () => undefined }],
  },
  consentKeys: {
    says:
      'The keys that sign consent tokens, newest first. Each key is at least 32 random bytes. Every process needs the same keys. The first ' +
      'key signs, and every key verifies. To rotate keys, put the new key first, and remove the old key after ' +
      '`consentLifetimeSeconds`. The first key is also used for the `subjectHash` of events. An invalid key throws a `RangeError`, after ' +
      'all other options have been checked.',
    unit: 'bytes',
    refused: [[], [new Uint8Array(31)], [new Uint8Array(32)], ['a string of thirty-two characters']],
  },
  signInUrl: {
    says:
      'Your sign-in page: a path on this server, or an https URL (http on loopback), without a fragment. The page receives a path ' +
      'in `return_to`. Validate that path with `returnPath` before you redirect to it. The page must not be one of `paths`.',
    default: async () => {
      const nobody = startWalk({ owner: { identify: () => undefined } });
      return (await nobody.authorize()).headers.get('location')?.replace(/\?return_to=.*/, '');
    },
    refused: ['sign-in', '//login.example', '/sign-in#top', '/oauth/authorize', 'http://login.example/sign-in'],
  },
  consentUrl: {
    says:
      'Your own consent page: a path on this server, or an https URL (http on loopback), without a fragment. The page receives ' +
      'a signed consent token in `consent_token`. It reads the consent request from `paths.consent` + ' +
      '`/{consent_token}`, and posts the answer to `paths.grants`. If `consentUrl` is a URL, pages of its origin may read both responses.',
    default: {
      says: 'the consent page of `pages`, on this server',
      shownBy: async () => {
        expect((await startWalk().authorize()).headers.get('content-type')).toContain('text/html');
        const hosted = startWalk({ consentUrl: '/ask' });
        expect((await hosted.authorize()).headers.get('location')).toMatch(/^\/ask\?consent_token=/);
      },
    },
    refused: ['ask', '/oauth/consent', '/ask#top', 'http://accounts.example/ask'],
  },
  paths: {
    says:
      'The path of each endpoint, listed below. Write the complete path, as a browser sees it, including any prefix that ' +
      'your router adds. A path that you omit keeps its default.',
    default: {
      says: 'each path has its own default, below',
      shownBy: () => expect(createAuthorizationServer(leastOptions).paths).toHaveProperty('authorize'),
    },
    refused: [{ authorise: '/authorize' }, { token: '/oauth/authorize' }],
  },
  store: {
    says: 'Keeps codes: see [its contract](#the-store-port). The default serves one process, and its contents are lost when the process ends.',
    default: {
      says: '`memoryStore(now)`, with the clock of this server',
      shownBy: async () => {
        const walk = startWalk();
        const code = await codeFrom(walk);
        expect([(await walk.redeem(code)).status, (await walk.redeem(code)).status]).toEqual([200, 400]);
      },
    },
    refused: [{}, null],
  },
  consents: {
    says: 'Remembers what users have allowed: see [its contract](#the-consents-port). The contents of the default are lost when the process ends. Users are then asked again.',
    default: {
      says: '`memoryConsents()`',
      shownBy: async () => {
        const walk = startWalk();
        await codeFrom(walk);
        expect(codeIn(await walk.authorize())).toMatch(/^[\w-]{43}$/);
      },
    },
    refused: [{}, null],
  },
  pages: {
    says: 'The pages that users see. Each page is a function, listed below. A page that you omit keeps its default.',
    default: {
      says: 'pages in English, without scripts',
      shownBy: async () => {
        const page = await startWalk().authorize();
        expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(await page.text()).toContain('<html lang="en">');
      },
    },
    refused: [{ consents: () => undefined }, { consent: 'page.html' }],
  },
  report: {
    says: 'Receives an event for each request: see [`report`](#the-report-port). The server does not wait for it, and ignores any error that it throws.',
    default: {
      says: 'none: nothing is reported',
      shownBy: async () => expect((await startWalk().authorize()).status).toBe(200),
    },
    refused: [{}, null],
  },
  now: {
    says:
      'The clock. Fractions of a second are dropped. The server calls it once at startup, and refuses a clock that returns milliseconds or throws. ' +
      'The default store uses it too. A `memoryStore` or `memoryTokens` that you make yourself has its own clock.',
    unit: 'seconds since 1970-01-01T00:00:00Z',
    default: {
      says: 'the clock of the system',
      shownBy: async () => {
        const expiresAt = secondsInToken(await consentTokenIn(await startWalk().authorize()));
        expect(Math.abs(Number(expiresAt) - Date.now() / 1000 - 600)).toBeLessThan(60);
      },
    },
    refused: [() => Date.now(), () => new Date(), 1_700_000_000],
  },
  random: {
    says:
      'Returns `length` cryptographically random bytes. The server asks for 32 at a time, for one code or one consent token. If the function returns fewer, the HTTP request fails. ' +
      'The function is not checked at startup. `memoryTokens` does not use it.',
    unit: 'bytes',
    default: {
      says: '`crypto.getRandomValues`',
      shownBy: async () => {
        const spy = vi.spyOn(crypto, 'getRandomValues');
        await startWalk().authorize();
        expect(spy).toHaveBeenCalled();
        spy.mockRestore();
      },
    },
    refused: [new Uint8Array(32)],
  },
  sha256: {
    says:
      'A faster SHA-256, if the platform has a synchronous one. It accepts bytes and returns 32 bytes. The server uses it for codes, code verifiers and ' +
      'client secrets at the token endpoint, not for signing. It is checked at startup. A function that returns a promise is refused.',
    default: {
      says: 'an implementation in plain JavaScript',
      shownBy: async () => {
        const saved: CodeRecord[] = [];
        const store = memoryStore();
        const saveCode = (record: CodeRecord): void => {
          saved.push(record);
          void store.saveCode(record);
        };
        const code = await codeFrom(startWalk({ store: { ...store, saveCode } }));
        expect(saved.map(({ codeHash }) => codeHash)).toEqual([createHash('sha256').update(code).digest('base64url')]);
      },
    },
    refused: [
      (bytes: Uint8Array) => crypto.subtle.digest('SHA-256', new Uint8Array(bytes)),
      (bytes: Uint8Array) => bytes,
    ],
  },
};

const pathOf = (name: keyof Paths) => (): unknown =>
  createAuthorizationServer({ ...leastOptions, consentUrl: '/ask' }).paths[name];

export const pathEntries: EntriesWithoutExample<Partial<Paths>, Made> = {
  authorize: {
    says: 'The authorization endpoint, `authorization_endpoint` in the metadata. It accepts GET, HEAD and POST.',
    default: pathOf('authorize'),
    refused: ['oauth/authorize', '/oauth/authorize?x=1', '/oauth/:path'],
  },
  consent: {
    says:
      'The path to which the consent page posts its form. With `consentUrl`, the details of a consent request are served below it, at ' +
      '`/oauth/consent/{consent_token}`.',
    default: pathOf('consent'),
    refused: ['/oauth/consent/*', '/oauth/consent/'],
  },
  grants: {
    says: 'The path to which your own consent page posts the answer, as JSON. It is served only if `consentUrl` is set.',
    default: pathOf('grants'),
    refused: ['/oauth/token'],
  },
  token: {
    says: 'The token endpoint, `token_endpoint` in the metadata. It accepts POST, including from pages of other origins.',
    default: pathOf('token'),
    refused: ['/oauth/../token'],
  },
  metadata: {
    says:
      'The metadata of the server (RFC 8414). If the issuer has a path, the metadata is also served at the well-known path of that ' +
      'issuer. For `https://login.example/tenant`, this is `/.well-known/oauth-authorization-server/tenant`. Two servers on one host ' +
      'need different paths.',
    default: pathOf('metadata'),
    refused: ['/oauth/authorize'],
  },
};

export const pageEntries: EntriesWithoutExample<Partial<Pages>, Made> = {
  refusal: {
    says:
      'The page that is shown if no redirect is possible. It receives `{ rule, clientId }`: `rule.message` describes the error, and ' +
      '`rule.verdict.status` is the status of the response. It returns `{ html, sources }`, as `page(title, content)` does.',
    default: {
      says: 'a page with the message and the name of the rule',
      shownBy: async () => {
        const unknown = await startWalk().authorize({ client_id: 'unknown' });
        expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('client-registered')]);
      },
    },
    refused: ['sorry.html'],
  },
  consent: {
    says:
      'The consent page. It receives `{ question, action }`. `question` contains the request with its client, the owner, the scopes and ' +
      'the consent token. `action` is the URL of the form. The form must post `consent_token` and `decision` (`allow` or `deny`). If ' +
      'the user can choose scopes, it must also post one `scope` for each chosen scope, and an additional empty `scope`.',
    default: {
      says: 'a page with a checkbox for each scope, Deny and Allow',
      shownBy: async () => {
        const text = await (await startWalk().authorize({ scope: 'read write' })).text();
        expect(text).toContain('name="decision" value="deny"');
        expect(text.match(/type="checkbox"/g)).toHaveLength(2);
      },
    },
    refused: [null],
  },
};
