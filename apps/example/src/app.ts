import { randomBytes } from 'node:crypto';
import {
  clientList,
  createAuthorizationServer,
  type Client,
  discoveryNotFound,
  memoryTokens,
  type PathHandler,
  type ServerEvent,
} from '@codegrant/server';
import { account } from './account.ts';
import { memoryApiKeys } from './api-keys.ts';
import { limitedGuesses } from './guesses.ts';
import { hostedConsent, hostedConsentUrl } from './hosted-consent.ts';
import { me } from './me.ts';
import { type HeaderOf, ownerFrom } from './owner.ts';
import { policyFor } from './policy.ts';
import { firstOf } from './routes.ts';
import { memorySessions } from './sessions.ts';
import { signIn } from './sign-in.ts';

/** The settings of the app. */
export interface AppSettings<Context> {
  readonly issuer: string;
  readonly clients: readonly Client[];
  readonly rememberConsent: boolean;
  /** Which consent page users see: the server's built-in page, or the app's own page. */
  readonly consent: 'embedded' | 'hosted';
  /** Reads a header from the request of the adapter. */
  readonly headerOf: HeaderOf<Context>;
  /** The time in seconds since 1970. Default: the clock of the system. */
  readonly now?: (() => number) | undefined;
  /** Receives the events of the authorization server. Default: failures are printed. */
  readonly report?: ((event: ServerEvent) => void) | undefined;
}

/** The whole app: the authorization server, its users and sessions, and a protected resource. */
export const createApp = <Context>({
  issuer,
  clients,
  rememberConsent,
  consent,
  headerOf,
  now,
  report,
}: AppSettings<Context>): PathHandler<Context> => {
  const sessions = memorySessions(issuer.startsWith('https:'));
  const apiKeys = memoryApiKeys();
  const publicOrigin = new URL(issuer).origin;
  const tokens = memoryTokens(600); // seconds
  const authorizationServer = createAuthorizationServer<Context>({
    policy: policyFor(issuer, rememberConsent),
    // Whatever path the issuer has: the endpoints of this app are at the root of the host.
    basePath: '/',
    clients: clientList(clients),
    owner: ownerFrom(sessions, apiKeys, headerOf),
    tokens,
    // Some SDKs send JSON to every endpoint.
    tokenRequestTypes: ['form', 'json'],
    consentUrl: consent === 'hosted' ? hostedConsentUrl : undefined,
    // The key is new at each start. A server with several processes reads it from its configuration.
    consentKeys: [randomBytes(32)],
    now,
    report,
  });
  return firstOf([
    authorizationServer,
    signIn({ sessions, guesses: limitedGuesses(), publicOrigin }),
    ...(consent === 'hosted' ? [hostedConsent<Context>()] : []),
    account({ sessions, apiKeys, publicOrigin }),
    me(tokens),
    discoveryNotFound(authorizationServer),
  ]);
};
