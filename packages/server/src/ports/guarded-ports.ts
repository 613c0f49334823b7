import type { AccessTokens } from './access-tokens.ts';
import type { Clients } from './clients.ts';
import type { Consents } from './consents.ts';
import type { Grants } from './grants.ts';
import { guarded } from './guarded-call.ts';
import type { Owners } from './owners.ts';
import type { Store } from './store.ts';
import type { Tokens } from './tokens.ts';

/** The ports whose functions may return a promise. */
export interface Ports<Context> {
  readonly clients: Clients;
  readonly owner: Owners<Context>;
  /** `undefined` if the server issues its own. */
  readonly tokens: Tokens | undefined;
  readonly store: Store;
  readonly consents: Consents;
  readonly grants: Grants;
  readonly accessTokens: AccessTokens;
}

const guardedTokens = (tokens: Tokens, milliseconds: number): Tokens => {
  const { find, revokeToken, jwks } = tokens;
  return {
    issue: guarded('tokens.issue', (grant) => tokens.issue(grant), milliseconds),
    revoke: guarded('tokens.revoke', (grantId) => tokens.revoke(grantId), milliseconds),
    find: find && guarded('tokens.find', (accessToken) => find.call(tokens, accessToken), milliseconds),
    revokeToken:
      revokeToken &&
      guarded('tokens.revokeToken', (accessToken) => revokeToken.call(tokens, accessToken), milliseconds),
    jwks: jwks && guarded('tokens.jwks', () => jwks.call(tokens), milliseconds),
  };
};

/**
 * The ports, with a time limit for each call.
 *
 * @param milliseconds how long a function of a port may take
 */
export const guardedPorts = <Context>(
  { clients, owner, tokens, store, consents, grants, accessTokens }: Ports<Context>,
  milliseconds: number,
): Ports<Context> => ({
  clients: { find: guarded('clients.find', (clientId) => clients.find(clientId), milliseconds) },
  owner: { identify: guarded('owner.identify', (context) => owner.identify(context), milliseconds) },
  tokens: tokens && guardedTokens(tokens, milliseconds),
  store: {
    saveCode: guarded('store.saveCode', (record) => store.saveCode(record), milliseconds),
    takeCode: guarded('store.takeCode', (...use) => store.takeCode(...use), milliseconds),
    recordAnswer: guarded('store.recordAnswer', (...answer) => store.recordAnswer(...answer), milliseconds),
  },
  consents: {
    granted: guarded('consents.granted', (...of) => consents.granted(...of), milliseconds),
    remember: guarded('consents.remember', (...allowed) => consents.remember(...allowed), milliseconds),
    forget: guarded('consents.forget', (...allowed) => consents.forget(...allowed), milliseconds),
  },
  grants: {
    saveGrant: guarded('grants.saveGrant', (record) => grants.saveGrant(record), milliseconds),
    findGrant: guarded('grants.findGrant', (...key) => grants.findGrant(...key), milliseconds),
    listGrants: guarded('grants.listGrants', (subject) => grants.listGrants(subject), milliseconds),
    revokeGrant: guarded('grants.revokeGrant', (...revoked) => grants.revokeGrant(...revoked), milliseconds),
    saveRefreshToken: guarded('grants.saveRefreshToken', (record) => grants.saveRefreshToken(record), milliseconds),
    findRefreshToken: guarded('grants.findRefreshToken', (hash) => grants.findRefreshToken(hash), milliseconds),
    useRefreshToken: guarded('grants.useRefreshToken', (...use) => grants.useRefreshToken(...use), milliseconds),
  },
  accessTokens: {
    saveAccessToken: guarded(
      'accessTokens.saveAccessToken',
      (record) => accessTokens.saveAccessToken(record),
      milliseconds,
    ),
    findAccessToken: guarded(
      'accessTokens.findAccessToken',
      (hash) => accessTokens.findAccessToken(hash),
      milliseconds,
    ),
    revokeAccessToken: guarded(
      'accessTokens.revokeAccessToken',
      (hash) => accessTokens.revokeAccessToken(hash),
      milliseconds,
    ),
  },
});
