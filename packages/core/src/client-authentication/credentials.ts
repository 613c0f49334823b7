import type { TokenEndpointAuthMethod } from '../client/client-metadata.ts';
import type { Params } from '../encoding/read-params.ts';
import { invalidClient, invalidTokenRequest, type TokenRejectionVerdict } from '../errors/token-rejection.ts';
import { type Stage, stage } from '../rules/stage.ts';
import { type BasicCredentials, readBasicCredentials } from './basic-credentials.ts';

/** A request of a client. */
export interface ClientRequest {
  readonly params: Params;
  /** The Authorization header. Only the Basic scheme is read. */
  readonly authorization: string | undefined;
}

/** The identifier of the client, and its credentials. */
interface ClientCredentials {
  readonly clientId: string;
  readonly method: TokenEndpointAuthMethod;
  /** The possible readings of the secret. One of them must be right. */
  readonly secrets: readonly string[];
}

/** A request that names its client. */
export interface CredentialedRequest {
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

/** RFC 6749 §2.3 and §3.2.1: the client names itself and sends credentials in one way. Nothing is looked up yet. */
export const credentialsStage: Stage<ClientRequest, CredentialedRequest, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  ClientRequest,
  TokenRejectionVerdict
>()
  .refine(
    {
      name: 'basic-credentials-readable',
      requirements: ['R130', 'R143'],
      source: 'RFC 6749 §2.3.1',
      message: 'The Basic credentials are unreadable. Send the base64 encoding of client_id, a colon and the secret.',
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
      message: 'The client authenticated in two ways. Send either the Authorization header or client_secret, not both.',
      verdict: invalidTokenRequest,
    },
    ({ params, basic }) => basic.kind !== 'basic' || !params.values.has('client_secret'),
  )
  .require(
    {
      name: 'one-client-id',
      requirements: ['R130', 'R131'],
      source: 'RFC 6749 §3.2.1',
      message:
        'client_id in the form differs from client_id in the Authorization header. Omit client_id in the form, or send the client_id of the Authorization header.',
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
      message: 'The request names no client. Send client_id or client credentials.',
      verdict: invalidClient,
    },
    (read) => {
      const credentials = credentialsOf(read);
      return credentials === undefined ? undefined : { params: read.params, credentials };
    },
  );
