import { isJsonObject } from '../../encoding/json-object.ts';
import type { ManagedClient } from '../../client/managed-client.ts';
import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { Rule } from '../../rules/rule.ts';
import { type Brand, prove } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';

const invalidMetadata: RefusalVerdict = { status: 422, error: 'invalid_client_metadata' };

/** A JSON object, with any members. */
type ClientObject = Brand<{ readonly object: object }, 'ClientObject'>;

/** The rule for the posted JSON. */
export const clientObjectStage: Stage<{ readonly value: unknown }, ClientObject, RefusalVerdict> =
  /* @__PURE__ */ stage<{ readonly value: unknown }, RefusalVerdict>().refine(
    {
      name: 'managed-client-object',
      requirements: ['R381'],
      source: 'RFC 9110 §15.5.21',
      message: 'The body is not a JSON object. Send an object with the members of a client.',
      verdict: invalidMetadata,
    },
    ({ value }) => (isJsonObject(value) ? prove<ClientObject>({ object: value }) : undefined),
  );

/** The rule for the members of a client, in a request and in the registration that it leads to. */
export const clientMetadataRule: Rule<RefusalVerdict> = {
  name: 'managed-client-metadata',
  requirements: ['R381', 'R382'],
  source: 'RFC 7591 §3.2.2',
  message: 'The client is invalid. Correct the fields that invalid_fields names.',
  verdict: invalidMetadata,
};

/** The client that a request names, and the organization that may manage it. */
interface LookedUpClient {
  readonly client: ManagedClient | undefined;
  readonly orgId: string;
}

/** A client of another organization is unknown, as one is that never was. */
export const managedClientStage: Stage<LookedUpClient, ManagedClient, RefusalVerdict> = /* @__PURE__ */ stage<
  LookedUpClient,
  RefusalVerdict
>().refine(
  {
    name: 'client-of-manager',
    requirements: ['R380'],
    source: 'RFC 9110 §15.5.5',
    message: 'You manage no client with this identifier. The client may have been deleted.',
    verdict: { status: 404, error: 'not_found' },
  },
  ({ client, orgId }) => (client?.orgId === orgId ? client : undefined),
);
