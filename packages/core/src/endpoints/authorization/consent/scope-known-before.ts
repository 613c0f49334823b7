import { type Client, isConfidential } from '../../../client/client.ts';
import type { MatchedRedirectUri } from '../../../redirect-uri/match-redirect-uri.ts';
import { destinationOf } from '../../../redirect-uri/destination.ts';
import { onceFor } from '../../../rules/once-for.ts';
import type { Policy } from '../../../settings/policy.ts';
import type { AuthorizationRequest } from '../request/authorization-request.ts';
import { consentsTo } from './consents-to.ts';

/** Whether each https redirect URI of a client leads to a website. To parse the URL takes as long as the rest of the consent stage. */
const knownWebsites = /* @__PURE__ */ onceFor((_client: Client) => new Map<string, boolean>());

const isWebsite = (client: Client, redirectUri: MatchedRedirectUri): boolean => {
  // Only https leads to a website. Of https, a client uses the URIs that it registered: so the map does not grow beyond those.
  if (!redirectUri.startsWith('https:')) return false;
  const known = knownWebsites(client);
  const is = known.get(redirectUri) ?? destinationOf(redirectUri).kind === 'website';
  known.set(redirectUri, is);
  return is;
};

const proves = (client: Client, redirectUri: MatchedRedirectUri): boolean =>
  isConfidential(client) || isWebsite(client, redirectUri);

/** The requested scopes that are among those which the resource owner allowed before. */
const allowedBefore = (
  request: AuthorizationRequest,
  policy: Policy,
  remembered: readonly string[],
): readonly string[] =>
  request.resources.length === 0 && request.client.trusted
    ? remembered
    : request.scope.filter((scope) =>
        consentsTo(scope, request, policy).every((consent) => remembered.includes(consent)),
      );

/**
 * Scopes that need no consent, because the resource owner granted them to this client before.
 *
 * RFC 8252 §8.6: any app can pretend to be a client with a loopback or private-use redirect URI, so an earlier grant
 * may have gone to another app. It does not count.
 */
const rememberedScope = (
  request: AuthorizationRequest,
  policy: Policy,
  remembered: readonly string[],
): readonly string[] => {
  switch (policy.rememberConsent) {
    case 'never':
      return [];
    case 'everyClient':
      return allowedBefore(request, policy, remembered);
    case 'provenClients':
      return proves(request.client, request.redirectUri) ? allowedBefore(request, policy, remembered) : [];
  }
};

/**
 * The requested scopes that the resource owner need not be asked for.
 *
 * @param remembered what the resource owner allowed the client on earlier occasions
 */
export const scopeKnownBefore = (
  request: AuthorizationRequest,
  policy: Policy,
  remembered: readonly string[],
): readonly string[] => {
  switch (request.client.consent) {
    case 'skip':
      return request.scope;
    case 'ask':
      return rememberedScope(request, policy, remembered);
  }
};
