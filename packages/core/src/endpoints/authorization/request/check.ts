import { type Client, isConfidential } from '../../../client/client.ts';
import { type CodeChallengeMethod, codeChallengeMethods } from '../../../code/code-challenge-method.ts';
import { type CodeChallenge, isCodeChallenge } from '../../../code/pkce.ts';
import { isVschar } from '../../../encoding/characters.ts';
import { splitScope } from '../../../encoding/scope.ts';
import type { Recipient, RejectionVerdict } from '../../../errors/rejection.ts';
import type { MatchedRedirectUri } from '../../../redirect-uri/match-redirect-uri.ts';
import type { Brand } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { Policy } from '../../../settings/policy.ts';
import { responseTypes } from './authorization-request-schema.ts';
import type { BoundClient } from './bind.ts';
import { onceParameters } from './once-parameters.ts';

/** A request of a bound client, and the policy to check it with. */
export interface PolicedClient {
  readonly bound: BoundClient;
  readonly policy: Policy;
}

/** A valid request. Only the resource owner's decision is missing. */
export type AuthorizationRequest = Brand<
  {
    readonly client: Client;
    readonly redirectUri: MatchedRedirectUri;
    readonly state: string | undefined;
    /** The requested scope, or the default: at least one token. */
    readonly scope: readonly string[];
    readonly codeChallenge: CodeChallenge | undefined;
  },
  'AuthorizationRequest'
>;

interface Scoped extends PolicedClient {
  readonly scope: readonly string[];
}

const invalidRequest: RejectionVerdict = { error: 'invalid_request' };
const invalidScope: RejectionVerdict = { error: 'invalid_scope' };

/** RFC 6749 §4.1.2.1: the state is returned exactly as received, whatever else is wrong. */
export const recipientOf = ({ params, client, redirectUri }: BoundClient): Recipient => ({
  client,
  redirectUri,
  state: params.values.get('state'),
});

const parameter = ({ bound }: PolicedClient, name: string): string | undefined => bound.params.values.get(name);

const mayAskFor = ({ bound, policy }: PolicedClient, scope: string): boolean =>
  policy.scopes.has(scope) && (bound.client.scope?.includes(scope) ?? true);

// RFC 6749 §3.3: an omitted scope means the documented default.
const requestedScope = (asked: PolicedClient): readonly string[] | undefined => {
  const scope = parameter(asked, 'scope');
  return scope === undefined ? asked.policy.defaultScope.filter((token) => mayAskFor(asked, token)) : splitScope(scope);
};

const mustUsePkce = ({ bound, policy }: PolicedClient): boolean =>
  policy.pkce === 'always' || bound.client.require_pkce || !isConfidential(bound.client);

// RFC 7636 §4.3: an omitted method means plain.
const challengeMethod = (asked: PolicedClient): string => parameter(asked, 'code_challenge_method') ?? 'plain';

const isMethod = (text: string): text is CodeChallengeMethod => codeChallengeMethods.some((method) => method === text);

const methodsFor = ({ bound, policy }: PolicedClient): readonly CodeChallengeMethod[] =>
  bound.client.code_challenge_methods ?? policy.codeChallengeMethods;

const hasChallenge = (asked: PolicedClient): boolean => parameter(asked, 'code_challenge') !== undefined;

const readChallenge = (asked: PolicedClient): CodeChallenge | undefined => {
  const value = parameter(asked, 'code_challenge');
  const method = challengeMethod(asked);
  return value !== undefined && isMethod(method) ? { method, value } : undefined;
};

/** RFC 6749 §4.1.2.1: the errors that the client receives by redirect. */
export const checkStage: Stage<PolicedClient, AuthorizationRequest, RejectionVerdict> = stage<
  PolicedClient,
  RejectionVerdict
>()
  .require(
    {
      name: 'parameters-once',
      requirements: ['R12', 'R26'],
      source: 'RFC 6749 §3.1',
      says: 'No parameter of an authorization request is sent more than once.',
      message: 'A parameter was sent more than once. Send each parameter once.',
      verdict: invalidRequest,
    },
    ({ bound }) => !onceParameters.some((name) => bound.params.repeated.has(name)),
  )
  .require(
    {
      name: 'parameters-decode',
      requirements: ['R22'],
      source: 'RFC 6749 appendix B',
      says: 'Every parameter of an authorization request is percent-encoded UTF-8.',
      message: 'A parameter is not percent-encoded UTF-8. Encode values with encodeURIComponent.',
      verdict: invalidRequest,
    },
    ({ bound }) => !onceParameters.some((name) => bound.params.malformed.has(name)),
  )
  .require(
    {
      name: 'state-characters',
      requirements: ['R20'],
      source: 'RFC 6749 appendix A.5',
      says: 'state contains only visible ASCII characters and spaces.',
      message:
        'state contains a character that is not allowed. Use visible ASCII characters and spaces. Encode other values, for example as base64url.',
      verdict: invalidRequest,
    },
    (asked) => isVschar(parameter(asked, 'state') ?? ''),
  )
  .require(
    {
      name: 'response-type-present',
      requirements: ['R15', 'R2'],
      source: 'RFC 6749 §3.1.1',
      says: 'response_type is sent, with a value.',
      message: 'response_type is missing. Send response_type=code.',
      verdict: invalidRequest,
    },
    (asked) => parameter(asked, 'response_type') !== undefined,
  )
  .require(
    {
      name: 'response-type-code',
      requirements: ['R7', 'R15', 'R16', 'R17'],
      source: 'RFC 6749 §3.1.1',
      says: 'response_type is code.',
      message: 'This response_type is not supported. Send response_type=code.',
      verdict: { error: 'unsupported_response_type' },
    },
    (asked) => responseTypes.some((type) => type === parameter(asked, 'response_type')),
  )
  .require(
    {
      name: 'client-may-use-code',
      requirements: ['R53'],
      source: 'RFC 6749 §4.1.2.1',
      says: 'The client is registered for the authorization code grant.',
      message:
        'This client is not registered for the authorization code grant. Add authorization_code to its grant_types, and code to its response_types.',
      verdict: { error: 'unauthorized_client' },
    },
    ({ bound: { client } }) =>
      client.grant_types.includes('authorization_code') && client.response_types.includes('code'),
  )
  .refine(
    {
      name: 'scope-syntax',
      requirements: ['R21', 'R91'],
      source: 'RFC 6749 §3.3',
      says: 'scope is tokens with one space between them.',
      message: 'scope is malformed. Send scope tokens with one space between them.',
      verdict: invalidScope,
    },
    (asked): Scoped | undefined => {
      const scope = requestedScope(asked);
      return scope === undefined ? undefined : { bound: asked.bound, policy: asked.policy, scope };
    },
  )
  .require(
    {
      name: 'scope-default',
      requirements: ['R89'],
      source: 'RFC 6749 §3.3',
      says: 'A scope is sent, or there is a default that the client may request.',
      message: 'scope is missing and there is no default for this client. Send the scope that the client needs.',
      verdict: invalidScope,
    },
    ({ scope }) => scope.length > 0,
  )
  .require(
    {
      name: 'scope-allowed',
      requirements: ['R91', 'R93', 'R94'],
      source: 'RFC 6749 §4.1.2.1',
      says: 'Every scope exists, and the client may request it.',
      message:
        'scope contains a scope that does not exist or that this client may not request. Remove that scope from the request, or add it to the registration of the client.',
      verdict: invalidScope,
    },
    (asked) => asked.scope.every((scope) => mayAskFor(asked, scope)),
  )
  .require(
    {
      name: 'challenge-for-method',
      requirements: ['R124'],
      source: 'RFC 7636 §4.3',
      says: 'code_challenge_method is sent together with code_challenge.',
      message: 'code_challenge_method was sent without code_challenge. Send both, or neither.',
      verdict: invalidRequest,
    },
    (asked) => hasChallenge(asked) || parameter(asked, 'code_challenge_method') === undefined,
  )
  .require(
    {
      name: 'pkce-used',
      requirements: ['R111', 'R115', 'R119', 'R120'],
      source: 'RFC 7636 §4.4.1',
      says: 'A client uses PKCE, unless it is confidential and registered to omit it.',
      message:
        'code_challenge is missing. This client must use PKCE: send code_challenge and code_challenge_method=S256.',
      verdict: invalidRequest,
    },
    (asked) => hasChallenge(asked) || !mustUsePkce(asked),
  )
  .require(
    {
      name: 'challenge-method-known',
      requirements: ['R7', 'R116', 'R117'],
      source: 'RFC 7636 §4.4.1',
      says: 'code_challenge_method is S256 or plain, exactly as written here.',
      message: 'This code_challenge_method is not supported. Send code_challenge_method=S256.',
      verdict: invalidRequest,
    },
    (asked) => isMethod(challengeMethod(asked)),
  )
  .require(
    {
      name: 'challenge-method-allowed',
      requirements: ['R112', 'R114', 'R116', 'R118', 'R123'],
      source: 'RFC 7636 §4.3',
      says: 'The client may use the code_challenge_method. An omitted method means plain.',
      message:
        'This client may not use this code_challenge_method (an omitted method means plain). Send a method that the client may use, usually code_challenge_method=S256, with a matching challenge.',
      verdict: invalidRequest,
    },
    (asked) => !hasChallenge(asked) || methodsFor(asked).some((method) => method === challengeMethod(asked)),
  )
  .refine(
    {
      name: 'challenge-syntax',
      requirements: ['R113'],
      source: 'RFC 7636 §4.2',
      says: 'An S256 challenge is 43 base64url characters; a plain one is 43 to 128 unreserved characters.',
      message:
        'code_challenge is malformed. For S256 send BASE64URL(SHA256(verifier)): 43 characters, without padding. For plain send 43 to 128 unreserved characters.',
      verdict: invalidRequest,
    },
    (asked) => {
      const codeChallenge = readChallenge(asked);
      return codeChallenge === undefined || isCodeChallenge(codeChallenge.method, codeChallenge.value)
        ? authorizationRequest(asked, codeChallenge)
        : undefined;
    },
  );

const authorizationRequest = (
  { bound, scope }: Scoped,
  codeChallenge: CodeChallenge | undefined,
): AuthorizationRequest =>
  ({
    client: bound.client,
    redirectUri: bound.redirectUri,
    state: bound.params.values.get('state'),
    scope,
    codeChallenge,
  }) as AuthorizationRequest;
