import { type BasicCredentials, readBasicCredentials } from '../../client-authentication/basic-credentials.ts';
import type { TokenEndpointAuthMethod } from '../../client/client-metadata.ts';
import { onceTokenParameters } from '../../encoding/parameters.ts';
import type { Params } from '../../encoding/read-params.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import { invalidClient, invalidTokenRequest, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';

/** A token request as it arrived. */
export interface ReceivedTokenRequest {
  readonly params: Params;
  /** The Authorization header. Only the Basic scheme is read. */
  readonly authorization: string | undefined;
}

/** Who a client says that it is, and what it shows for it. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly method: TokenEndpointAuthMethod;
  /** What may be the secret: one of these must be right. */
  readonly secrets: readonly string[];
}

/** A token request whose client is named. */
export interface TokenRequest {
  readonly params: Params;
  readonly credentials: ClientCredentials;
}

interface ReadCredentials {
  readonly params: Params;
  readonly basic: BasicCredentials;
}

// RFC 6749 §2.3.1: a client without a secret may send an empty one, which proves nothing.
const basicCredentials = ({ clientId, secrets }: BasicCredentials & { readonly kind: 'basic' }): ClientCredentials =>
  secrets.includes('')
    ? { clientId, method: 'none', secrets: [] }
    : { clientId, method: 'client_secret_basic', secrets };

const credentialsOf = ({ params, basic }: ReadCredentials): ClientCredentials | undefined => {
  if (basic.kind === 'basic') return basicCredentials(basic);
  const clientId = params.values.get('client_id');
  const secret = params.values.get('client_secret');
  if (clientId === undefined) return undefined;
  return secret === undefined
    ? { clientId, method: 'none', secrets: [] }
    : { clientId, method: 'client_secret_post', secrets: [secret] };
};

/** RFC 6749 §3.2: what every token request must be, before anything is looked up. */
export const tokenRequestStage: Stage<ReceivedTokenRequest, TokenRequest, TokenRejectionVerdict> = stage<
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
  .require(
    {
      name: 'token-parameters-decode',
      requirements: ['R22', 'R125'],
      source: 'RFC 6749 appendix B',
      says: 'Every parameter of a token request is UTF-8 in percent-encoding.',
      message: 'A parameter is not UTF-8 in percent-encoding. Encode values with encodeURIComponent.',
      verdict: invalidTokenRequest,
    },
    ({ params }) => !onceTokenParameters.some((name) => params.malformed.has(name)),
  )
  .refine(
    {
      name: 'basic-credentials-readable',
      requirements: ['R130', 'R143'],
      source: 'RFC 6749 §2.3.1',
      says: 'Basic credentials are base64 of client_id, a colon and the secret.',
      message: 'The Basic credentials can not be read. Send base64 of client_id, a colon and the secret.',
      verdict: invalidClient,
    },
    ({ params, authorization }): ReadCredentials | undefined => {
      const basic = readBasicCredentials(authorization);
      return basic.kind === 'malformed' ? undefined : { params, basic };
    },
  )
  .require(
    {
      name: 'one-authentication',
      requirements: ['R130'],
      source: 'RFC 6749 §2.3',
      says: 'A client authenticates in one way.',
      message: 'The client authenticated in two ways. Send the Authorization header or client_secret, not both.',
      verdict: invalidTokenRequest,
    },
    ({ params, basic }) => basic.kind !== 'basic' || !params.values.has('client_secret'),
  )
  .require(
    {
      name: 'one-client-id',
      requirements: ['R130', 'R131'],
      source: 'RFC 6749 §3.2.1',
      says: 'A client_id beside Basic credentials is the same as in them.',
      message: 'client_id is not the one in the Authorization header. Leave it out, or send the same.',
      verdict: invalidTokenRequest,
    },
    ({ params, basic }) =>
      basic.kind !== 'basic' || (params.values.get('client_id') ?? basic.clientId) === basic.clientId,
  )
  .refine(
    {
      name: 'client-named',
      requirements: ['R129'],
      source: 'RFC 6749 §3.2.1',
      says: 'The client names itself: by authentication, or by client_id.',
      message: 'No client is named. Send client_id, or authenticate.',
      verdict: invalidClient,
    },
    (read) => {
      const credentials = credentialsOf(read);
      return credentials === undefined ? undefined : { params: read.params, credentials };
    },
  );
