import {
  clientManagement,
  createAuthorizationServer,
  type Client,
  discoveryNotFound,
  introspection,
  grantList,
  grantsOf,
  type PathHandler,
  revocation,
  type ServerEvent,
  type Tokens,
} from '@codegrant/server';
import { account } from './account.ts';
import { apiKeysIn } from './api-keys.ts';
import { registryOf } from './clients.ts';
import { managerFrom } from './manager.ts';
import { healthz } from './healthz.ts';
import { hostedConsent, hostedConsentUrl } from './hosted-consent.ts';
import { me } from './me.ts';
import { type HeaderOf, ownerFrom } from './owner.ts';
import { policyFor } from './policy.ts';
import { firstOf } from './routes.ts';
import { serverResource } from './server-resource.ts';
import { sessionsIn } from './sessions.ts';
import { signIn } from './sign-in.ts';
import type { AppStorage } from './storage/app-storage.ts';

/** The settings of the app. */
export interface AppSettings<Context> {
  readonly issuer: string;
  readonly clients: readonly Client[];
  readonly rememberConsent: boolean;
  readonly storage: AppStorage;
  /** Access tokens that are not the server's own. Default: opaque tokens in the storage. */
  readonly tokens?: Tokens | undefined;
  /** The keys of consent tokens. Several processes need the same. */
  readonly consentKeys: readonly Uint8Array[];
  /** Which consent page users see: the server's built-in page, or the app's own page. */
  readonly consent: 'embedded' | 'hosted';
  /** Reads a header from the request of the adapter. */
  readonly headerOf: HeaderOf<Context>;
  /** The time in seconds since 1970. Default: the clock of the system. */
  readonly now?: (() => number) | undefined;
  /** Receives the events of the authorization server. Default: failures are printed. */
  readonly report?: ((event: ServerEvent) => void) | undefined;
}

/** The whole app: the authorization server, its users and sessions, and protected resources. */
export const createApp = <Context>({
  issuer,
  clients,
  rememberConsent,
  storage,
  tokens,
  consentKeys,
  consent,
  headerOf,
  now,
  report,
}: AppSettings<Context>): PathHandler<Context> => {
  const sessions = sessionsIn(storage.entries, issuer.startsWith('https:'));
  const apiKeys = apiKeysIn(storage.entries);
  const publicOrigin = new URL(issuer).origin;
  const policy = policyFor(issuer, rememberConsent);
  const registry = registryOf(clients, storage.clients);
  const authorizationServer = createAuthorizationServer<Context>({
    policy,
    // Whatever path the issuer has: the endpoints of this app are at the root of the host.
    basePath: '/',
    clients: registry,
    owner: ownerFrom(sessions, apiKeys, headerOf),
    store: storage.store,
    consents: storage.consents,
    grants: storage.grants,
    tokens,
    accessTokens: storage.accessTokens,
    // With their API key, users ask about their access tokens, list and revoke their grants at /oauth_grants too, and manage clients of
    // their own at /oauth_clients.
    endpoints: [
      revocation,
      introspection({ askers: 'clientsAndOwners' }),
      grantList,
      clientManagement({ registry: storage.registry, authorize: managerFrom(apiKeys, headerOf) }),
    ],
    // Some SDKs send JSON to every endpoint.
    tokenRequestTypes: ['form', 'json'],
    consentUrl: consent === 'hosted' ? hostedConsentUrl : undefined,
    limits: storage.limits,
    consentKeys,
    now,
    report,
  });
  const resources = [me({ tokens: authorizationServer, report, now }), serverResource(authorizationServer)];
  return firstOf([
    authorizationServer,
    signIn({ sessions, limits: storage.limits, publicOrigin }),
    ...(consent === 'hosted' ? [hostedConsent<Context>()] : []),
    account({
      sessions,
      apiKeys,
      apps: { grants: grantsOf(authorizationServer), clients: registry, scopes: policy.scopes },
      publicOrigin,
    }),
    ...resources,
    healthz(storage),
    discoveryNotFound(authorizationServer, ...resources),
  ]);
};
