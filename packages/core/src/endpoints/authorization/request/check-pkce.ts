import { isConfidential } from '../../../client/client.ts';
import { type CodeChallengeMethod, isCodeChallengeMethod } from '../../../code/code-challenge-method.ts';
import { type CodeChallenge, isCodeChallenge } from '../../../code/pkce.ts';
import { invalidRequest, type RejectionVerdict } from '../../../errors/rejection.ts';
import { frozenList, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import { allowsMethod } from '../../../settings/allows-method.ts';
import { recordedParameters } from '../../../grant/request-parameters.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { ScopedRequest } from './check-scope.ts';
import { parameter, type PolicedClient } from './policed-client.ts';
import { recipientOf } from './recipient-of.ts';

const mustUsePkce = ({ bound, policy }: PolicedClient): boolean =>
  policy.pkce === 'always' || bound.client.require_pkce || !isConfidential(bound.client);

// RFC 7636 §4.3: an omitted method means plain.
const challengeMethod = (asked: PolicedClient): string => parameter(asked, 'code_challenge_method') ?? 'plain';

const methodsFor = ({ bound, policy }: PolicedClient): readonly CodeChallengeMethod[] =>
  bound.client.code_challenge_methods ?? policy.codeChallengeMethods;

const hasChallenge = (asked: PolicedClient): boolean => parameter(asked, 'code_challenge') !== undefined;

interface ChallengedRequest extends ScopedRequest {
  readonly codeChallenge: CodeChallenge | undefined;
}

const requestOf = ({ bound, policy, resources, scope, codeChallenge }: ChallengedRequest): AuthorizationRequest => {
  const { client, redirectUri, state } = recipientOf(bound);
  return prove<AuthorizationRequest>({
    client,
    redirectUri,
    state,
    scope: frozenList(scope),
    resources: frozenList(resources),
    parameters: recordedParameters(bound.params, policy.authorizationParameters),
    codeChallenge,
  });
};

/** RFC 7636 §4.4.1: the client uses PKCE in a way that it may. The last rule makes the authorization request. */
export const checkPkceStage: Stage<ScopedRequest, AuthorizationRequest, RejectionVerdict> = /* @__PURE__ */ stage<
  ScopedRequest,
  RejectionVerdict
>()
  .require(
    {
      name: 'challenge-for-method',
      requirements: ['R124'],
      source: 'RFC 7636 §4.3',
      message:
        'code_challenge_method was sent without code_challenge. Send code_challenge with code_challenge_method, or omit both.',
      verdict: invalidRequest,
    },
    (asked) => hasChallenge(asked) || parameter(asked, 'code_challenge_method') === undefined,
  )
  .require(
    {
      name: 'pkce-used',
      requirements: ['R111', 'R115', 'R119', 'R120'],
      source: 'RFC 7636 §4.4.1',
      message:
        'code_challenge is missing. This client must use PKCE: send code_challenge and code_challenge_method=S256.',
      verdict: invalidRequest,
    },
    (asked) => hasChallenge(asked) || !mustUsePkce(asked),
  )
  .refine(
    {
      name: 'challenge-method-known',
      requirements: ['R7', 'R116', 'R117'],
      source: 'RFC 7636 §4.4.1',
      message: 'This code_challenge_method is not supported. Send code_challenge_method=S256.',
      verdict: invalidRequest,
    },
    (asked): ChallengedRequest | undefined => {
      const method = challengeMethod(asked);
      if (!isCodeChallengeMethod(method)) return undefined;
      const value = parameter(asked, 'code_challenge');
      const codeChallenge = value === undefined ? undefined : Object.freeze({ method, value });
      const { bound, policy, resources, scope } = asked;
      return { bound, policy, resources, scope, codeChallenge };
    },
  )
  .require(
    {
      name: 'challenge-method-declared',
      requirements: ['R118', 'R123'],
      source: 'RFC 7636 §7.2',
      message:
        'This code_challenge_method is registered for this client but not allowed by the policy. Send code_challenge_method=S256, or ask the operator of this server to set policy.plainCodeChallenge.',
      verdict: invalidRequest,
    },
    ({ bound: { client }, policy, codeChallenge }) =>
      codeChallenge === undefined ||
      client.code_challenge_methods?.includes(codeChallenge.method) !== true ||
      allowsMethod(policy, codeChallenge.method),
  )
  .require(
    {
      name: 'challenge-method-allowed',
      requirements: ['R112', 'R114', 'R116', 'R118', 'R123'],
      source: 'RFC 7636 §4.3',
      message:
        'This client may not use this code_challenge_method. An omitted code_challenge_method means plain. Send a method that the client may use, usually code_challenge_method=S256, and a code_challenge for that method.',
      verdict: invalidRequest,
    },
    (asked) => asked.codeChallenge === undefined || methodsFor(asked).includes(asked.codeChallenge.method),
  )
  .refine(
    {
      name: 'challenge-syntax',
      requirements: ['R113'],
      source: 'RFC 7636 §4.2',
      message:
        'code_challenge is malformed. For S256, send BASE64URL(SHA256(verifier)): 43 characters, without padding. For plain, send 43 to 128 unreserved characters.',
      verdict: invalidRequest,
    },
    (asked) =>
      asked.codeChallenge === undefined || isCodeChallenge(asked.codeChallenge.method, asked.codeChallenge.value)
        ? requestOf(asked)
        : undefined,
  );
