import type { AuthenticatedClient } from '../../client-authentication/authenticate-client.ts';
import { type Client, isConfidential } from '../../client/client.ts';
import { invalidClient, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import { type Brand, prove } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { Owner } from '../authorization/owner/identify.ts';

/** Who may ask about a token: a confidential client, or a user. */
export type Asker = Brand<
  { readonly kind: 'client'; readonly client: Client } | { readonly kind: 'owner'; readonly subject: string },
  'Asker'
>;

/** RFC 7662 §2.1: nobody asks without authorization. Anybody can send the client_id of a public client. */
export const askingClientStage: Stage<AuthenticatedClient, Asker, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  AuthenticatedClient,
  TokenRejectionVerdict
>().refine(
  {
    name: 'introspection-client-confidential',
    requirements: ['R252'],
    source: 'RFC 7662 §2.1',
    message:
      'This client has no secret and no key, so it cannot introspect tokens. Authenticate as a confidential client.',
    verdict: invalidClient,
  },
  ({ client }) => (isConfidential(client) ? prove<Asker>({ kind: 'client', client }) : undefined),
);

/** The user of the Bearer token in a request, if there is one. */
interface BearerOwner {
  readonly owner: Owner | undefined;
}

/** RFC 7662 §2.1: a bearer token of the operator, such as an API key, is an authorization too. */
export const askingOwnerStage: Stage<BearerOwner, Asker, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  BearerOwner,
  TokenRejectionVerdict
>().refine(
  {
    name: 'introspection-owner-known',
    requirements: ['R258'],
    source: 'RFC 7662 §2.3',
    message:
      'The Bearer token in the Authorization header belongs to no user. Send another Bearer token, or client credentials.',
    verdict: invalidClient,
  },
  ({ owner }) => owner && prove<Asker>({ kind: 'owner', subject: owner.subject }),
);
