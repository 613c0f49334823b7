import { isClientSecret } from '../client/client-secret.ts';
import { type Client, isClient } from '../client/client.ts';
import type { Sha256 } from '../crypto/digest.ts';
import type { Params } from '../encoding/read-params.ts';
import { invalidClient, type TokenRejection, type TokenRejectionVerdict } from '../errors/token-rejection.ts';
import { type Brand, prove } from '../rules/brand.ts';
import { type Stage, stage } from '../rules/stage.ts';
import type { CredentialedRequest } from './credentials.ts';

/** A request with client credentials, and the client that is registered under its client_id. */
interface LookedUpClient {
  readonly request: CredentialedRequest;
  readonly client: Client | undefined;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}

/** A request whose client has authenticated. */
export type AuthenticatedClient = Brand<{ readonly params: Params; readonly client: Client }, 'AuthenticatedClient'>;

/** A client that has authenticated, and how. */
export interface RequestingClient {
  readonly kind: 'client';
  readonly authenticated: AuthenticatedClient;
  /** The scheme of the Authorization header that the client used. `undefined` if it authenticated in another way. */
  readonly scheme: TokenRejection['scheme'];
}

interface KnownClient extends LookedUpClient {
  readonly client: Client;
}

/** Every failure that depends on the client has the same message, so it does not reveal which client_ids exist. */
export const failedMessage =
  'Client authentication failed. Check client_id, the secret or key, and the registered token_endpoint_auth_method.';

/** RFC 6749 §3.2.1: a confidential client authenticates. Credentials that are sent are always checked. */
export const authenticateStage: Stage<LookedUpClient, AuthenticatedClient, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<LookedUpClient, TokenRejectionVerdict>()
    .refine(
      {
        name: 'token-client-registered',
        requirements: ['R130', 'R143'],
        source: 'RFC 6749 §5.2',
        message: failedMessage,
        verdict: invalidClient,
      },
      ({ request, client, sha256 }): KnownClient | undefined =>
        isClient(client) ? { request, client, sha256 } : undefined,
    )
    .require(
      {
        name: 'authentication-method-registered',
        requirements: ['R48', 'R130', 'R143'],
        source: 'RFC 6749 §2.3.1',
        message: failedMessage,
        verdict: invalidClient,
      },
      ({ request, client }) => client.token_endpoint_auth_methods.includes(request.credentials.method),
    )
    .refine(
      {
        name: 'client-secret-right',
        requirements: ['R130', 'R143'],
        source: 'RFC 6749 §2.3.1',
        message: failedMessage,
        verdict: invalidClient,
      },
      ({ request: { params, credentials }, client, sha256 }) =>
        credentials.method === 'none' ||
        credentials.secrets.some((secret) => isClientSecret(secret, client.client_secret_hashes, sha256))
          ? prove<AuthenticatedClient>({ params, client })
          : undefined,
    );
