import { invalidRequest, type RejectionVerdict } from '../../../errors/rejection.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import { isVschar } from '../../../encoding/characters.ts';
import { hasAny } from '../../../encoding/read-params.ts';
import { haveAllowedLength } from '../../../settings/allowed-length.ts';
import { responseModes, responseTypes } from './supported-responses.ts';
import { onceParameters } from './once-parameters.ts';
import { parameter, type PolicedClient } from './policed-client.ts';

/** RFC 6749 §3.1 and §4.1.1: the parameters can be read, and ask for the authorization code grant. */
export const checkParametersStage: Stage<PolicedClient, PolicedClient, RejectionVerdict> = /* @__PURE__ */ stage<
  PolicedClient,
  RejectionVerdict
>()
  .require(
    {
      name: 'parameters-once',
      requirements: ['R12', 'R26', 'R237'],
      source: 'RFC 6749 §3.1',
      message: 'A parameter was sent more than once. Send each parameter once.',
      verdict: invalidRequest,
    },
    ({ bound, policy }) => !hasAny(bound.params.repeated, onceParameters(policy)),
  )
  .require(
    {
      name: 'parameters-decode',
      requirements: ['R22'],
      source: 'RFC 6749 appendix B',
      message: 'A parameter is not percent-encoded UTF-8. Encode every value with encodeURIComponent.',
      verdict: invalidRequest,
    },
    ({ bound, policy }) => !hasAny(bound.params.malformed, onceParameters(policy)),
  )
  .require(
    {
      name: 'parameter-length',
      requirements: ['R237'],
      source: 'RFC 6749 §3.1',
      message: 'A parameter is longer than 512 characters. Send a shorter value.',
      verdict: invalidRequest,
    },
    ({ bound, policy }) => haveAllowedLength(bound.params, policy.authorizationParameters),
  )
  .require(
    {
      name: 'state-characters',
      requirements: ['R20'],
      source: 'RFC 6749 appendix A.5',
      message:
        'state contains a character that is not allowed. Use only visible ASCII characters and spaces. Encode any other state, for example as base64url.',
      verdict: invalidRequest,
    },
    (asked) => isVschar(parameter(asked, 'state') ?? ''),
  )
  .require(
    {
      name: 'response-type-present',
      requirements: ['R15', 'R2'],
      source: 'RFC 6749 §3.1.1',
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
      message:
        'This client is not registered for the authorization code grant. Add authorization_code to grant_types of the client, and code to response_types.',
      verdict: { error: 'unauthorized_client' },
    },
    ({ bound: { client } }) =>
      client.grant_types.includes('authorization_code') && client.response_types.includes('code'),
  )
  .require(
    {
      name: 'response-mode-query',
      requirements: ['R56'],
      source: 'RFC 6749 §4.1.2',
      message: 'This response_mode is not supported. Send response_mode=query, or omit response_mode.',
      verdict: invalidRequest,
    },
    // A client that waits for another mode would never see the code.
    (asked) => {
      const mode = parameter(asked, 'response_mode');
      return mode === undefined || responseModes.some((supported) => supported === mode);
    },
  );
