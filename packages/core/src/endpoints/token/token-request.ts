import type { ClientRequest } from '../../client-authentication/credentials.ts';
import { hasAny } from '../../encoding/read-params.ts';
import { invalidTokenRequest, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import { onceTokenParameters } from './once-parameters.ts';

/** RFC 6749 §3.2: the syntax of every token request. Nothing is looked up yet. */
export const tokenRequestStage: Stage<ClientRequest, ClientRequest, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  ClientRequest,
  TokenRejectionVerdict
>()
  .require(
    {
      name: 'token-parameters-once',
      requirements: ['R125'],
      source: 'RFC 6749 §3.2',
      message: 'A parameter was sent more than once. Send each parameter once.',
      verdict: invalidTokenRequest,
    },
    ({ params }) => !hasAny(params.repeated, onceTokenParameters),
  )
  .require(
    {
      name: 'token-parameters-decode',
      requirements: ['R22', 'R125'],
      source: 'RFC 6749 appendix B',
      message: 'A parameter is not UTF-8. In a form, encode every value with encodeURIComponent.',
      verdict: invalidTokenRequest,
    },
    ({ params }) => !hasAny(params.malformed, onceTokenParameters),
  );
