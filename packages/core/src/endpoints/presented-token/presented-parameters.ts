import type { ClientRequest } from '../../client-authentication/credentials.ts';
import { hasAny } from '../../encoding/read-params.ts';
import { invalidTokenRequest, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import { type Stage, stage } from '../../rules/stage.ts';

/** The parameters that may be sent only once. */
const onceParameters: readonly string[] = [
  'token',
  'token_type_hint',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
];

/** RFC 7009 §2.1 and RFC 7662 §2.1: the syntax of a request that presents a token. Nothing is looked up yet. */
export const presentedParametersStage: Stage<ClientRequest, ClientRequest, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<ClientRequest, TokenRejectionVerdict>()
    .require(
      {
        name: 'presented-parameters-once',
        requirements: ['R240', 'R251'],
        source: 'RFC 6749 §3.2',
        message: 'A parameter was sent more than once. Send each parameter once.',
        verdict: invalidTokenRequest,
      },
      ({ params }) => !hasAny(params.repeated, onceParameters),
    )
    .require(
      {
        name: 'presented-parameters-decode',
        requirements: ['R22', 'R240', 'R251'],
        source: 'RFC 6749 appendix B',
        message: 'A parameter is not UTF-8. In a form, encode every value with encodeURIComponent.',
        verdict: invalidTokenRequest,
      },
      ({ params }) => !hasAny(params.malformed, onceParameters),
    );
