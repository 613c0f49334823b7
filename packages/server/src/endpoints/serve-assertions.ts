import type { AssertionVerdict, AuthorizationServerMetadata, Client } from '@codegrant/core';
import {
  answered,
  assertedClient,
  issuerOrigin,
  randomString,
  tokenEndpointAuthMethods,
} from '@codegrant/core/internal';
import { publicUrl } from '../options/base-path.ts';
import type { AssertingServer, ClientAssertions } from '../options/client-assertions.ts';
import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import { guarded } from '../ports/guarded-call.ts';
import { recordAnswer } from '../ports/store.ts';
import { asAnswer } from './run.ts';

/** How a package verifies client assertions. */
interface AssertionVerifier {
  /** The accepted values of `alg`. */
  readonly algorithms: readonly string[];
  /** `tokenEndpoint`: the URL of the token endpoint is accepted too. */
  readonly audience: 'issuer' | 'tokenEndpoint';
  readonly maxLifetimeSeconds: number;
  /** Verifies the signature of a client assertion with the registered keys of the client. */
  readonly verify: (
    assertion: string,
    client: Client,
    server: Pick<AssertingServer, 'limits'>,
  ) => Awaitable<AssertionVerdict>;
  /** Returns why a client cannot authenticate here, each as a sentence. */
  readonly conflicts: (client: Client) => readonly string[];
}

const authMethods = [...tokenEndpointAuthMethods, 'private_key_jwt'] as const;

const endpoints = ['token', 'revocation', 'introspection'] as const;

/** RFC 8414 §2: each endpoint that clients authenticate at has two members. */
const metadataWith =
  (algorithms: readonly string[]) =>
  (document: AuthorizationServerMetadata): Partial<AuthorizationServerMetadata> =>
    Object.fromEntries(
      endpoints.flatMap((endpoint) => {
        const methods = document[`${endpoint}_endpoint_auth_methods_supported`];
        return methods === undefined
          ? []
          : [
              [`${endpoint}_endpoint_auth_methods_supported`, [...methods, 'private_key_jwt']],
              [`${endpoint}_endpoint_auth_signing_alg_values_supported`, algorithms],
            ];
      }),
    );

const audiencesOf = (
  audience: AssertionVerifier['audience'],
  { policy: { issuer }, paths, basePath }: AssertingServer,
): readonly [string, ...string[]] =>
  audience === 'issuer' ? [issuer] : [issuer, issuerOrigin(issuer) + publicUrl(paths.token, basePath)];

/** The first use of an assertion records a value that no other use has. */
const useAssertion = (id: string, expiresAt: number, { store, entropy }: AssertingServer): Awaitable<boolean> => {
  const use = randomString(entropy());
  return mapAwaitable(recordAnswer(id, use, expiresAt, store), (recorded) => recorded === use);
};

/** Makes the value of the option `clientAssertions`. */
export const serveAssertions = (verifier: AssertionVerifier): ClientAssertions => {
  const { algorithms, audience, maxLifetimeSeconds, conflicts } = verifier;
  return {
    authMethods,
    metadata: metadataWith(algorithms),
    conflicts,
    assertedClient: (request, server, ports) => {
      const verify = guarded('clientAssertions', verifier.verify, server.portTimeoutMilliseconds);
      const settings = { algorithms, audiences: audiencesOf(audience, server), maxLifetimeSeconds };
      return assertedClient(request, settings, server.sha256, {
        findClient: (clientId) => ports.findClient(clientId),
        verifyAssertion: (assertion, client) => asAnswer(verify(assertion, client, server)),
        useAssertion: (id, expiresAt) => asAnswer(useAssertion(id, expiresAt, server)),
        now: () => answered(server.now()),
      });
    },
  };
};
