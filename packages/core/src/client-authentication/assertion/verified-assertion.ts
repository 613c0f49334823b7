import { type Client, isClient } from '../../client/client.ts';
import { invalidClient, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import { prove } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import { type AuthenticatedClient, failedMessage } from '../authenticate-client.ts';
import type { AssertionVerdict } from './assertion-ports.ts';
import type { ReadAssertion } from './read-assertion.ts';

/** A client assertion, and the client that is registered under the client_id in it. */
interface LookedUpClient {
  readonly read: ReadAssertion;
  readonly client: Client | undefined;
}

/** A client assertion, and the registered client that it names. */
interface AssertionOfClient {
  readonly read: ReadAssertion;
  readonly client: Client;
}

/** The same, and what the verification of the signature found. */
interface JudgedAssertion extends AssertionOfClient {
  readonly verdict: AssertionVerdict;
}

/** The same, and whether it was used before. */
interface RecordedAssertion extends AssertionOfClient {
  readonly isFirstUse: boolean;
}

/** RFC 7591 §2: a client that signs is registered for it, and may register the one algorithm that it signs with. */
export const assertingClientStage: Stage<LookedUpClient, AssertionOfClient, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<LookedUpClient, TokenRejectionVerdict>()
    .refine(
      {
        name: 'client-assertion-client-registered',
        requirements: ['R371'],
        source: 'RFC 6749 §5.2',
        message: failedMessage,
        verdict: invalidClient,
      },
      ({ read, client }): AssertionOfClient | undefined => (isClient(client) ? { read, client } : undefined),
    )
    .require(
      {
        name: 'client-assertion-method-registered',
        requirements: ['R371'],
        source: 'RFC 7591 §2',
        message: failedMessage,
        verdict: invalidClient,
      },
      ({ client }) => client.token_endpoint_auth_methods.includes('private_key_jwt'),
    )
    .require(
      {
        name: 'client-assertion-algorithm-registered',
        requirements: ['R370'],
        source: 'RFC 7591 §2',
        message: failedMessage,
        verdict: invalidClient,
      },
      ({ read, client: { token_endpoint_auth_signing_alg: registered = read.algorithm } }) =>
        registered === read.algorithm,
    );

/** RFC 7523 §3: the signature is by a key of the client. */
export const signedAssertionStage: Stage<JudgedAssertion, JudgedAssertion, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<JudgedAssertion, TokenRejectionVerdict>()
    .require(
      {
        name: 'client-assertion-key-registered',
        requirements: ['R369', 'R371'],
        source: 'RFC 7523 §3',
        message: failedMessage,
        verdict: invalidClient,
      },
      ({ verdict }) => verdict.kind === 'verified' || verdict.because !== 'noKey',
    )
    .require(
      {
        name: 'client-assertion-signature-right',
        requirements: ['R369', 'R371'],
        source: 'RFC 7523 §3',
        message: failedMessage,
        verdict: invalidClient,
      },
      ({ verdict }) => verdict.kind === 'verified',
    );

/** RFC 7523 §3: an assertion counts once. */
export const newAssertionStage: Stage<RecordedAssertion, AuthenticatedClient, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<RecordedAssertion, TokenRejectionVerdict>().refine(
    {
      name: 'client-assertion-new',
      requirements: ['R368'],
      source: 'RFC 7523 §3',
      message: 'client_assertion was used before. Make a new assertion for each request, with another jti.',
      verdict: invalidClient,
    },
    ({ read, client, isFirstUse }) =>
      isFirstUse ? prove<AuthenticatedClient>({ params: read.params, client }) : undefined,
  );
