import { locationOf } from '../location-of.ts';
import { createHash, randomBytes } from 'node:crypto';
import { defaultPages } from '@codegrant/core';
import type { FetchContext } from '@codegrant/fetch';
import {
  clientList,
  type AccessToken,
  grantList,
  grantsOf,
  memoryAccessTokens,
  memoryConsents,
  memoryGrants,
  memoryStore,
  type ServerOptions,
  TemporarilyUnavailable,
  type Tokens,
} from '@codegrant/server';
import type { PortFunction } from '@codegrant/server/internal';
import {
  accessTokenIn,
  codeFrom,
  consentTokenIn,
  leastOptions,
  refreshingOptions,
  refreshTokenIn,
  startWalk,
  type Walk,
} from './walk.ts';

type Options = ServerOptions<FetchContext>;

/** A request that calls ports, and what must come before it. */
interface Situation {
  readonly request: string;
  readonly options?: Partial<Options>;
  /** Comes to the request, and gives it. */
  readonly reach: (walk: Walk) => Promise<() => Promise<Response>>;
  /** The ports in whose tables the request is. Default: each port that it calls. */
  readonly only?: readonly ('grants' | 'accessTokens')[];
}

const allowedBefore = { ...memoryConsents(), granted: () => ['read'] };

const situations: readonly Situation[] = [
  {
    request: 'an authorization request that leads to the consent page',
    reach: async (walk) => () => walk.authorize(),
  },
  {
    request: 'an authorization request for scopes that the user has already allowed',
    options: { consents: allowedBefore },
    reach: async (walk) => () => walk.authorize(),
  },
  {
    request: 'an authorization request with an unknown `client_id`',
    reach: async (walk) => () => walk.authorize({ client_id: 'unknown' }),
  },
  {
    request: 'the user submits the server’s consent page',
    reach: async (walk) => {
      const token = await consentTokenIn(await walk.authorize());
      return () => walk.answer(token);
    },
  },
  {
    request: 'a request from your own consent page for the consent details',
    options: { consentUrl: '/ask' },
    reach: async (walk) => {
      const token = await consentTokenIn(await walk.authorize());
      return () => walk.details(token);
    },
  },
  {
    request: 'the user submits your own consent page',
    options: { consentUrl: '/ask' },
    reach: async (walk) => {
      const token = await consentTokenIn(await walk.authorize());
      return () => walk.grant(token);
    },
  },
  {
    request: 'a token request with a new code',
    reach: async (walk) => {
      const code = await codeFrom(walk);
      return () => walk.redeem(code);
    },
  },
  {
    request: 'a token request with a used code',
    reach: async (walk) => {
      const code = await codeFrom(walk);
      await walk.redeem(code);
      return () => walk.redeem(code);
    },
  },
  {
    request: 'a token request with a new code, for a client that receives a refresh token',
    options: refreshingOptions,
    reach: async (walk) => {
      const code = await codeFrom(walk);
      return () => walk.redeem(code);
    },
    only: ['grants'],
  },
  {
    request: 'a token request with a refresh token',
    options: refreshingOptions,
    reach: async (walk) => {
      const refreshToken = refreshTokenIn(await (await walk.redeem(await codeFrom(walk))).json());
      return () => walk.refresh(refreshToken);
    },
    only: ['grants', 'accessTokens'],
  },
  {
    request: 'a request to your API with an access token',
    reach: async (walk) => {
      const accessToken = accessTokenIn(await (await walk.redeem(await codeFrom(walk))).json());
      return () => walk.api(accessToken);
    },
  },
  {
    request: 'a request for the public keys',
    reach: async (walk) => () => walk.keys(),
  },
  {
    request: 'a request of the user for the list of grants',
    options: { endpoints: [grantList] },
    reach: async (walk) => () => walk.grantList('GET'),
  },
  {
    request: 'a request of the user to revoke a grant',
    options: { endpoints: [grantList] },
    reach: async (walk) => {
      await walk.redeem(await codeFrom(walk));
      const [grant] = await grantsOf(walk.server).list('user-1');
      return () => walk.grantList('DELETE', grant?.grantId);
    },
  },
];

const errorIn = (url: string): string => /[?&]error=([^&]*)/.exec(url)?.[1] ?? '';

/** What the client receives at a redirect URI. */
const resultIn = (url: string): string => (errorIn(url) === '' ? 'a code' : `the error \`${errorIn(url)}\``);

/** An answer in a few words. */
const describe = async (response: Response): Promise<string> => {
  const { status } = response;
  const location = locationOf(response);
  if (location !== '')
    return status === 200
      ? `Status 200: a page redirects the browser to the client with ${resultIn(location)}.`
      : `Status ${status}: the browser is redirected to the client with ${resultIn(location)}.`;
  if (response.headers.get('content-type')?.startsWith('text/html') === true)
    return `Status ${status}: the user sees ${status === 200 ? 'the default consent page' : 'an error page'}.`;
  const body = (await response.json()) as { readonly error?: string; readonly redirect_uri?: string };
  return body.redirect_uri === undefined
    ? `Status ${status}: the JSON response contains the error \`${body.error}\`.`
    : `Status ${status}: the JSON response tells your page to redirect the browser to the client with the error \`${errorIn(body.redirect_uri)}\`.`;
};

/** What is called in a request, and can fail there. */
export type Failing = PortFunction | 'pages.refusal' | 'pages.consent' | 'pages.redirect' | 'now' | 'random' | 'sha256';

interface Fuse {
  readonly name: Failing;
  readonly cause: Error;
  lit: boolean;
  burnt: boolean;
}

/** A function that throws once its fuse is lit. */
const fused =
  (fuse: Fuse) =>
  <Arguments extends readonly unknown[], Result>(
    name: Failing,
    act: (...args: Arguments) => Result,
  ): ((...args: Arguments) => Result) =>
  (...args) => {
    if (!fuse.lit || fuse.name !== name) return act(...args);
    fuse.burnt = true;
    throw fuse.cause;
  };

type WholeTokens = { readonly [Name in keyof Tokens]-?: NonNullable<Tokens[Name]> };

/** A port of the operator, which knows one access token. */
const ownTokens = (): WholeTokens => {
  const found = new Map<string, AccessToken>();
  const issuedAt = Math.floor(Date.now() / 1000);
  return {
    issue: (grant) => {
      found.set('an-access-token', { ...grant, issuedAt, expiresAt: issuedAt + 600 });
      return { accessToken: 'an-access-token', expiresIn: 600 };
    },
    revoke: () => found.clear(),
    find: (accessToken) => found.get(accessToken),
    revokeToken: (accessToken) => void found.delete(accessToken),
    jwks: () => ({ keys: [] }),
  };
};

const brokenTokens = (breaking: ReturnType<typeof fused>): Tokens => {
  const tokens = ownTokens();
  return {
    issue: breaking('tokens.issue', tokens.issue),
    revoke: breaking('tokens.revoke', tokens.revoke),
    find: breaking('tokens.find', tokens.find),
    revokeToken: breaking('tokens.revokeToken', tokens.revokeToken),
    jwks: breaking('tokens.jwks', tokens.jwks),
  };
};

const brokenOptions = (fuse: Fuse, options: Options, kinds: string[]): Options => {
  const breaking = fused(fuse);
  const {
    clients = clientList([]),
    owner,
    store = memoryStore(),
    consents = memoryConsents(),
    grants = memoryGrants(),
    accessTokens = memoryAccessTokens(),
  } = options;
  return {
    ...options,
    clients: { find: breaking('clients.find', clients.find) },
    owner: { identify: breaking('owner.identify', owner.identify) },
    tokens: fuse.name.startsWith('tokens.') ? brokenTokens(breaking) : undefined,
    store: {
      saveCode: breaking('store.saveCode', store.saveCode),
      takeCode: breaking('store.takeCode', store.takeCode),
      recordAnswer: breaking('store.recordAnswer', store.recordAnswer),
    },
    consents: {
      granted: breaking('consents.granted', consents.granted),
      remember: breaking('consents.remember', consents.remember),
      forget: breaking('consents.forget', consents.forget),
    },
    grants: {
      saveGrant: breaking('grants.saveGrant', grants.saveGrant),
      findGrant: breaking('grants.findGrant', grants.findGrant),
      listGrants: breaking('grants.listGrants', grants.listGrants),
      revokeGrant: breaking('grants.revokeGrant', grants.revokeGrant),
      saveRefreshToken: breaking('grants.saveRefreshToken', grants.saveRefreshToken),
      findRefreshToken: breaking('grants.findRefreshToken', grants.findRefreshToken),
      useRefreshToken: breaking('grants.useRefreshToken', grants.useRefreshToken),
    },
    accessTokens: {
      saveAccessToken: breaking('accessTokens.saveAccessToken', accessTokens.saveAccessToken),
      findAccessToken: breaking('accessTokens.findAccessToken', accessTokens.findAccessToken),
      revokeAccessToken: breaking('accessTokens.revokeAccessToken', accessTokens.revokeAccessToken),
    },
    pages: {
      refusal: breaking('pages.refusal', defaultPages.refusal),
      consent: breaking('pages.consent', defaultPages.consent),
      redirect: breaking('pages.redirect', defaultPages.redirect),
    },
    now: breaking('now', () => Math.floor(Date.now() / 1000)),
    random: breaking('random', (length: number) => randomBytes(length)),
    sha256: breaking('sha256', digest),
    report: ({ kind }) => void (fuse.lit && kinds.push(kind)),
  };
};

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** What was answered and reported when a function threw. */
interface Outcome {
  readonly answer: string;
  readonly events: string;
}

/** One request in which a function threw. */
export interface Failure extends Outcome {
  readonly request: string;
  /** What was answered when it threw `TemporarilyUnavailable`. */
  readonly unavailable: string;
}

const outcomeOf = async (name: Failing, cause: Error, { options, reach }: Situation): Promise<Outcome | undefined> => {
  const fuse: Fuse = { name, cause, lit: false, burnt: false };
  const kinds: string[] = [];
  const send = await reach(startWalk(brokenOptions(fuse, { ...leastOptions, ...options }, kinds)));
  fuse.lit = true;
  const response = await send();
  if (!fuse.burnt) return undefined;
  return { answer: await describe(response), events: kinds.map((kind) => `\`${kind}\``).join(', then ') };
};

const failureIn = async (name: Failing, situation: Situation): Promise<Failure | undefined> => {
  const broken = await outcomeOf(name, new Error(`${name} is broken`), situation);
  const unavailable = await outcomeOf(name, new TemporarilyUnavailable('no connection'), situation);
  if (broken === undefined || unavailable === undefined) return undefined;
  if (broken.events !== unavailable.events) throw new Error(`${name}: an outage has other events than a mistake.`);
  return { request: situation.request, ...broken, unavailable: unavailable.answer };
};

/** What comes of it where a function throws, in each request that calls it. */
export const failuresOf = async (name: Failing): Promise<readonly Failure[]> => {
  const shown = situations.filter(({ only }) => only?.some((port) => name.startsWith(`${port}.`)) ?? true);
  const failures = await Promise.all(shown.map((situation) => failureIn(name, situation)));
  return failures.filter((failure) => failure !== undefined);
};
