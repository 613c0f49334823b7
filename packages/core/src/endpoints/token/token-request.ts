import type { ClientRequest } from '../../client-authentication/credentials.ts';
import { hasAny } from '../../encoding/read-params.ts';
import { invalidTokenRequest, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import { haveAllowedLength } from '../../settings/allowed-length.ts';
import type { Policy } from '../../settings/policy.ts';
import { onceTokenParameters } from './once-parameters.ts';

/** A request of a client, and the policy that may name further parameters. */
interface PolicedRequest extends ClientRequest {
  readonly policy: Policy;
}

/** RFC 6749 §3.2: the syntax of every token request. Nothing is looked up yet. */
export const tokenRequestStage: Stage<PolicedRequest, PolicedRequest, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  PolicedRequest,
  TokenRejectionVerdict
>()
  .require(
    {
      name: 'token-parameters-once',
      requirements: ['R125', 'R237'],
      source: 'RFC 6749 §3.2',
      message: 'A parameter was sent more than once. Send each parameter once.',
      verdict: invalidTokenRequest,
    },
    ({ params, policy }) => !hasAny(params.repeated, onceTokenParameters(policy)),
  )
  .require(
    {
      name: 'token-parameters-decode',
      requirements: ['R22', 'R125'],
      source: 'RFC 6749 appendix B',
      message: 'A parameter is not UTF-8. In a form, encode every value with encodeURIComponent.',
      verdict: invalidTokenRequest,
    },
    ({ params, policy }) => !hasAny(params.malformed, onceTokenParameters(policy)),
  )
  .require(
    {
      name: 'token-parameter-length',
      requirements: ['R237'],
      source: 'RFC 6749 §3.2',
      message: 'A parameter is longer than 512 characters. Send a shorter value.',
      verdict: invalidTokenRequest,
    },
    ({ params, policy }) => haveAllowedLength(params, policy.tokenParameters),
  );
