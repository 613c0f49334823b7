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
      'What the server allows: [the settings above](#the-policy), as they are. Do not pass what `definePolicy` returned. ' +
      '`InvalidSettings` is thrown with every problem.',
    refused: [{}, undefined],
  },
  clients: {
    says: 'The registry of clients: see [its contract](#the-clients-port). `clientList` makes one from a list; the list itself throws.',
    refused: [undefined, [], {}],
  },
  owner: {
    says:
      'Your sessions: see [their contract](#the-owner-port). The option is `owner`, the type `Owners`. `Context` is what the adapter ' +
      'hands over: `NodeRequest`, `FastifyRequest` or `FetchContext`.',
    refused: [undefined, {}],
  },
  tokens: {
    says: 'What a client gets for its code: see [the contract](#the-tokens-port). `memoryTokens` serves one process.',
    refused: [undefined, {}, { issue: () => undefined }],
  },
  consentKeys: {
    says:
      'The keys that sign consent tokens, newest first: random bytes, at least 32 each, the same in every process. The first ' +
      'signs, each of them verifies. To change the key, put a new one in front, and remove the old one after ' +
      '`consentLifetimeSeconds`. The first one also keys `subjectHash` of events. A wrong key throws a `RangeError`, and only ' +
      'once everything else is right.',
    unit: 'bytes',
    refused: [[], [new Uint8Array(31)], [new Uint8Array(32)], ['a string of thirty-two characters']],
  },
  signInUrl: {
    says:
      'Your sign-in page: a path on this server, or an https URL (http on loopback), without a fragment. The browser is sent ' +
      'there with a path in `return_to`; check it with `returnPath` before you follow it. It must not be one of `paths`.',
    default: async () => {
      const nobody = startWalk({ owner: { identify: () => undefined } });
      return (await nobody.authorize()).headers.get('location')?.replace(/\?return_to=.*/, '');
    },
    refused: ['sign-in', '//login.example', '/sign-in#top', '/oauth/authorize', 'http://login.example/sign-in'],
  },
  consentUrl: {
    says:
      'Your own consent page: a path on this server, or an https URL (http on loopback), without a fragment. The browser is ' +
      'sent there with a signed consent token in `consent_token`. The page reads what it asks at `paths.consent` + ' +
      '`/{consent_token}`, and answers at `paths.grants`. Where it is a URL, pages of its origin may read both answers.',
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
      'Where the endpoints are: one path each, below. They are whole paths, as a browser sees them, under whatever prefix ' +
      'your router adds. Those that you leave out keep their default.',
    default: {
      says: 'each path has its own, below',
      shownBy: () => expect(createAuthorizationServer(leastOptions).paths).toHaveProperty('authorize'),
    },
    refused: [{ authorise: '/authorize' }, { token: '/oauth/authorize' }],
  },
  store: {
    says: 'Where codes are kept: see [its contract](#the-store-port). The default serves one process, and forgets with it.',
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
    says: 'What users allowed before: see [its contract](#the-consents-port). The default forgets with the process: users are asked again.',
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
    says: 'The pages that users see: one function each, below. Those that you leave out keep their default.',
    default: {
      says: 'pages in English, without script',
      shownBy: async () => {
        const page = await startWalk().authorize();
        expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(await page.text()).toContain('<html lang="en">');
      },
    },
    refused: [{ consents: () => undefined }, { consent: 'page.html' }],
  },
  report: {
    says: 'Is called with what came of each request: see [`report`](#the-report-port). It is not waited for, and what it throws is ignored.',
    default: {
      says: 'none: nothing is reported',
      shownBy: async () => expect((await startWalk().authorize()).status).toBe(200),
    },
    refused: [{}, null],
  },
  now: {
    says:
      'The clock. Fractions are cut off. It is called once at startup: a clock in milliseconds, or one that throws, is refused. ' +
      'It is the clock of the default store too. A `memoryStore` or `memoryTokens` that you make yourself takes its own.',
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
      'Cryptographically random bytes, as many as it is asked for: 32, for one code or one consent token. Fewer are a failure ' +
      'of that request, not of the startup. `memoryTokens` does not use it.',
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
      'A faster SHA-256, where the platform has a synchronous one: bytes in, 32 bytes out. It is used for codes, code verifiers and ' +
      'client secrets at the token endpoint, not for signing. It is checked once at startup: one that returns a promise is refused.',
    default: {
      says: 'one in plain JavaScript',
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
    says: 'The authorization endpoint, `authorization_endpoint` in the metadata. GET, HEAD and POST.',
    default: pathOf('authorize'),
    refused: ['oauth/authorize', '/oauth/authorize?x=1', '/oauth/:path'],
  },
  consent: {
    says:
      'Where the form of the consent page is posted. With `consentUrl`, what is under it is served too: the details of a ' +
      'consent request at `/oauth/consent/{consent_token}`.',
    default: pathOf('consent'),
    refused: ['/oauth/consent/*', '/oauth/consent/'],
  },
  grants: {
    says: 'Where your own consent page posts the answer as JSON. Served only with `consentUrl`.',
    default: pathOf('grants'),
    refused: ['/oauth/token'],
  },
  token: {
    says: 'The token endpoint, `token_endpoint` in the metadata. POST, and pages of any origin.',
    default: pathOf('token'),
    refused: ['/oauth/../token'],
  },
  metadata: {
    says:
      'The metadata of the server (RFC 8414). For an issuer with a path it is also served at the well-known path of that ' +
      'issuer: for `https://login.example/tenant` at `/.well-known/oauth-authorization-server/tenant`. Two servers on one host ' +
      'need different ones.',
    default: pathOf('metadata'),
    refused: ['/oauth/authorize'],
  },
};

export const pageEntries: EntriesWithoutExample<Partial<Pages>, Made> = {
  refusal: {
    says:
      'The page that is shown where no redirect is possible. It takes `{ rule, clientId }`: `rule.message` says what is wrong, ' +
      '`rule.verdict.status` is the status of the answer. It gives `{ html, sources }`, as `page(title, content)` makes it.',
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
      'The consent page. It takes `{ question, action }`. `question` has the request with its client, the owner, the scopes and ' +
      'the consent token; the form goes to `action`. It must post `consent_token`, `decision` (`allow` or `deny`), and, if ' +
      'users may choose, one `scope` for each scope chosen and an empty one beside them.',
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
