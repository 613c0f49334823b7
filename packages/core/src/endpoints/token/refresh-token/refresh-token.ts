import { splitScope } from '../../../encoding/scope.ts';
import { invalidGrant, invalidTokenScope, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import type { GrantRecord } from '../../../grant/grant-record.ts';
import type { FoundRefreshToken } from '../../../grant/refresh-token-record.ts';
import { type Brand, frozenList, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { RefreshRequest } from './refresh-request.ts';

/** A refresh request, and what the store has of its token. */
interface LookedUpRefreshToken {
  readonly request: RefreshRequest;
  readonly found: FoundRefreshToken | undefined;
  /** `undefined` also if the grant was revoked. */
  readonly grant: GrantRecord | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

interface KnownRefreshToken extends LookedUpRefreshToken {
  readonly found: FoundRefreshToken;
  readonly grant: GrantRecord;
}

/** A refresh token that its client may use, unless it was used before. */
export type ValidRefreshToken = Brand<
  {
    readonly request: RefreshRequest;
    readonly found: FoundRefreshToken;
    readonly grant: GrantRecord;
    /** The granted scope, or the part of it that the request asks for. */
    readonly scope: readonly string[];
  },
  'ValidRefreshToken'
>;

const startAgain = 'Start again with a new authorization request.';

/** The scope of the access token, in the order in which it was granted. `undefined` if more is asked for. */
const scopeOf = ({ request, grant }: KnownRefreshToken): readonly string[] | undefined => {
  const granted = splitScope(grant.scope) ?? [];
  const { scope } = request;
  if (scope === 'asGranted') return granted;
  return scope.every((token) => granted.includes(token)) ? granted.filter((token) => scope.includes(token)) : undefined;
};

/** RFC 6749 §6 and RFC 9700 §4.14.2: the checks of a refresh token, before it is used. */
export const refreshTokenStage: Stage<LookedUpRefreshToken, ValidRefreshToken, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<LookedUpRefreshToken, TokenRejectionVerdict>()
    .refine(
      {
        name: 'refresh-token-known',
        requirements: ['R214'],
        source: 'RFC 6749 §5.2',
        message: `refresh_token is unknown or too old, or its grant was revoked. ${startAgain}`,
        verdict: invalidGrant,
      },
      ({ request, found, grant, now }): KnownRefreshToken | undefined =>
        found === undefined || grant === undefined ? undefined : { request, found, grant, now },
    )
    .require(
      {
        name: 'refresh-token-of-client',
        requirements: ['R212', 'R218'],
        source: 'RFC 6749 §6',
        message:
          'refresh_token was not issued to this client. Send refresh_token with the client_id of the client that received this token.',
        verdict: invalidGrant,
      },
      ({ request, grant }) => request.client.client_id === grant.clientId,
    )
    .require(
      {
        name: 'grant-unexpired',
        requirements: ['R221'],
        source: 'RFC 9700 §4.14.2',
        message: `The grant of this refresh_token has reached its maximum lifetime. ${startAgain}`,
        verdict: invalidGrant,
      },
      ({ grant, now }) => grant.expiresAt > now,
    )
    .require(
      {
        name: 'refresh-token-unexpired',
        requirements: ['R220'],
        source: 'RFC 9700 §4.14.2',
        message: `refresh_token has expired, because it was not used in time. ${startAgain}`,
        verdict: invalidGrant,
      },
      ({ found, now }) => found.record.expiresAt > now,
    )
    .refine(
      {
        name: 'refresh-scope-granted',
        requirements: ['R213'],
        source: 'RFC 6749 §6',
        message: 'scope names a scope that the user did not grant. Omit scope, or send only granted scopes.',
        verdict: invalidTokenScope,
      },
      (known) => {
        const scope = scopeOf(known);
        const { request, found, grant } = known;
        return scope && prove<ValidRefreshToken>({ request, found, grant, scope: frozenList(scope) });
      },
    );
