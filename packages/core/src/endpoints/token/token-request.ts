import type { Params } from '../../encoding/read-params.ts';
import { invalidTokenRequest, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import type { Brand } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import { onceTokenParameters } from './once-parameters.ts';

/** A token request. */
export interface ReceivedTokenRequest {
  readonly params: Params;
  /** The Authorization header. Only the Basic scheme is read. */
  readonly authorization: string | undefined;
}

/** A readable token request: each parameter once, and decodable. */
export type ReadableTokenRequest = Brand<ReceivedTokenRequest, 'ReadableTokenRequest'>;

/** RFC 6749 §3.2: the syntax of every token request. Nothing is looked up yet. */
export const tokenRequestStage: Stage<ReceivedTokenRequest, ReadableTokenRequest, TokenRejectionVerdict> = stage<
  ReceivedTokenRequest,
  TokenRejectionVerdict
>()
  .require(
    {
      name: 'token-parameters-once',
      requirements: ['R125'],
      source: 'RFC 6749 §3.2',
      says: 'No parameter of a token request is sent more than once.',
      message: 'A parameter was sent more than once. Send each parameter once.',
      verdict: invalidTokenRequest,
    },
    ({ params }) => !onceTokenParameters.some((name) => params.repeated.has(name)),
  )
  .refine(
    {
      name: 'token-parameters-decode',
      requirements: ['R22', 'R125'],
      source: 'RFC 6749 appendix B',
      says: 'Every parameter of a token request is percent-encoded UTF-8.',
      message: 'A parameter is not percent-encoded UTF-8. Encode every value with encodeURIComponent.',
      verdict: invalidTokenRequest,
    },
    (received) =>
      onceTokenParameters.some((name) => received.params.malformed.has(name))
        ? undefined
        : (received as ReadableTokenRequest),
  );
