import type { AccessToken } from '../grant/access-token.ts';
import { comparableResource } from '../resource/resource-uri.ts';
import { type Stage, stage } from '../rules/stage.ts';
import type { BearerVerdict } from './bearer-rejection.ts';

/** What a request to a protected resource needs. */
export interface RequiredAccess {
  /** The scope tokens that the access token must have, all of them. */
  readonly scope: readonly string[];
  /** The URI of the protected resource, which the access token must be for. `undefined`: whatever the token is for. */
  readonly resource?: string | undefined;
  /** Accepts tokens that are for no resource in particular. Default: a token must be for `resource`. */
  readonly tokensWithoutResource?: 'accept' | undefined;
}

/** An access token, if it is valid, and what the request needs. */
interface PresentedToken {
  readonly token: AccessToken | undefined;
  readonly required: RequiredAccess;
}

interface KnownToken extends PresentedToken {
  readonly token: AccessToken;
}

const isFor = ({ resources }: AccessToken, { resource, tokensWithoutResource }: RequiredAccess): boolean =>
  resource === undefined ||
  (resources.length === 0 && tokensWithoutResource === 'accept') ||
  resources.some((uri) => comparableResource(uri) === comparableResource(resource));

const invalidToken: BearerVerdict = { status: 401, error: 'invalid_token' };

/** RFC 6750 §3.1 and RFC 9700 §2.3: the token is valid, meant for this resource, and has the scope. */
export const requiredAccessStage: Stage<PresentedToken, KnownToken, BearerVerdict> = /* @__PURE__ */ stage<
  PresentedToken,
  BearerVerdict
>()
  .refine(
    {
      name: 'access-token-valid',
      requirements: ['R274'],
      source: 'RFC 6750 §3.1',
      message: 'The access token is unknown, expired or revoked. Request a new access token.',
      verdict: invalidToken,
    },
    ({ token, required }): KnownToken | undefined => (token === undefined ? undefined : { token, required }),
  )
  .require(
    {
      name: 'access-token-for-resource',
      requirements: ['R276'],
      source: 'RFC 9700 §2.3',
      message: 'The access token is not for this API. Request an access token with the URI of this API in resource.',
      verdict: invalidToken,
    },
    ({ token, required }) => isFor(token, required),
  )
  .require(
    {
      name: 'access-token-scope',
      requirements: ['R275'],
      source: 'RFC 6750 §3.1',
      message:
        'The access token lacks a scope that this request needs. Request an access token with the scope that the WWW-Authenticate header names.',
      verdict: { status: 403, error: 'insufficient_scope' },
    },
    ({ token, required }) => required.scope.every((scope) => token.scope.includes(scope)),
  );
