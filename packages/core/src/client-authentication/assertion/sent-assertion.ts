import type { Params } from '../../encoding/read-params.ts';
import { invalidClient, invalidTokenRequest, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import { isBasic } from '../basic-credentials.ts';
import type { ClientRequest } from '../credentials.ts';

/** RFC 7523 §2.2: the value of `client_assertion_type` for a JWT. */
const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Whether a request has a parameter of a client assertion. */
export const sendsAssertion = ({ values }: Params): boolean =>
  values.has('client_assertion') || values.has('client_assertion_type');

/** A request with a client assertion that nobody has read yet. */
export interface SentAssertion {
  readonly params: Params;
  readonly assertion: string;
}

/** RFC 7521 §4.2: the parameters of a client assertion. */
export const sentAssertionStage: Stage<ClientRequest, SentAssertion, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  ClientRequest,
  TokenRejectionVerdict
>()
  .require(
    {
      name: 'client-assertion-alone',
      requirements: ['R360'],
      source: 'RFC 6749 §2.3',
      message:
        'The client authenticated in two ways. Send either client_assertion or a secret, not both: no client_secret and no Basic credentials.',
      verdict: invalidTokenRequest,
    },
    ({ params, authorization }) => !isBasic(authorization) && !params.values.has('client_secret'),
  )
  .refine(
    {
      name: 'client-assertion-complete',
      requirements: ['R361'],
      source: 'RFC 7521 §4.2',
      message: 'client_assertion or client_assertion_type is missing. Send both.',
      verdict: invalidTokenRequest,
    },
    ({ params }): (SentAssertion & { readonly type: string }) | undefined => {
      const assertion = params.values.get('client_assertion');
      const type = params.values.get('client_assertion_type');
      return assertion === undefined || type === undefined ? undefined : { params, assertion, type };
    },
  )
  .require(
    {
      name: 'client-assertion-type-supported',
      requirements: ['R361'],
      source: 'RFC 7523 §2.2',
      // A string without parts: a bundler can drop it.
      message:
        'The client_assertion_type is not supported. Send urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
      verdict: invalidClient,
    },
    ({ type }) => type === jwtBearer,
  );
