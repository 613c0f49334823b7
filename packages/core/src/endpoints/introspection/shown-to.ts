import { joinScope } from '../../encoding/scope.ts';
import type { Client } from '../../client/client.ts';
import { mayRefresh } from '../../grant/refresh-settings.ts';
import { scopeFor } from '../../grant/targets.ts';
import type { Policy } from '../../settings/policy.ts';
import type { FoundToken } from '../presented-token/find-presented-token.ts';
import type { Asker } from './asker.ts';

/** What an asker may know of a valid token. */
export interface ShownToken {
  readonly found: FoundToken;
  /** Scope tokens with one space between them. Empty if there are none. */
  readonly scope: string;
  readonly resources: readonly string[];
}

type AccessTokenFound = FoundToken & { readonly type: 'access_token' };

const whole = (found: AccessTokenFound): ShownToken => ({
  found,
  scope: joinScope(found.token.scope),
  resources: found.token.resources,
});

/** RFC 7662 §2.2: a resource server is not told what the token permits elsewhere. */
const partFor = (resources: readonly string[], found: AccessTokenFound, policy: Policy): ShownToken | undefined => {
  const own = found.token.resources.filter((uri) => resources.includes(uri));
  return own.length === 0
    ? undefined
    : { found, scope: scopeFor(own, joinScope(found.token.scope), policy), resources: own };
};

const accessTokenFor = ({ client_id, introspection }: Client, found: AccessTokenFound, policy: Policy) => {
  if (found.clientId === client_id || introspection === 'any') return whole(found);
  return introspection === 'own' ? undefined : partFor(introspection, found, policy);
};

/**
 * What the asker may know of a token. A refresh token is shown to its client only: a resource server that is told that it is active might
 * accept it as an access token.
 *
 * @returns `undefined` if the asker may know nothing, or the token cannot be used any more
 */
export const shownTo = (asker: Asker, found: FoundToken, policy: Policy): ShownToken | undefined => {
  switch (found.type) {
    case 'access_token':
      if (asker.kind === 'client') return accessTokenFor(asker.client, found, policy);
      return found.token.subject === asker.subject ? whole(found) : undefined;
    case 'refresh_token':
      return asker.kind === 'client' &&
        asker.client.client_id === found.clientId &&
        !found.used &&
        mayRefresh(asker.client, policy)
        ? { found, scope: found.grant.scope, resources: [] }
        : undefined;
  }
};
