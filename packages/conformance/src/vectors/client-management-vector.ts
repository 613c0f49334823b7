import * as v from 'valibot';
import { about, type About } from './about.ts';

/** A request that manages clients. */
type ClientManagementVectorRequest =
  /** The query of a request for the list. */
  | { readonly list: string }
  /** The JSON of a client to create. */
  | { readonly create: string }
  /** The client_id of a client to read. */
  | { readonly find: string }
  /** The client_id of a client to change, and the JSON. */
  | { readonly change: string; readonly json: string }
  /** The client_id of a client to delete. */
  | { readonly delete: string };

/** The expected result. `body` is a part of the JSON reply, if given. */
type ClientManagementExpectation =
  | {
      readonly kind: 'list';
      readonly ids: readonly string[];
      readonly pageNumber: number;
      readonly pageSize: number;
      readonly totalResults: number;
    }
  | { readonly kind: 'create' | 'find' | 'change'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly kind: 'delete'; readonly id: string }
  | {
      readonly kind: 'refuse';
      readonly status: 400 | 401 | 404 | 422;
      readonly error: string;
      readonly rule: string;
      /** For each invalid field, a part of its first text. */
      readonly fields?: Readonly<Record<string, string>> | undefined;
    };

/** The differences of a client in the registry from `plainManagedClient`. */
export interface ManagedClientDifferences {
  readonly id?: string | undefined;
  readonly orgId?: string | undefined;
  readonly clientType?: 'confidential' | 'public' | undefined;
  /** How much later it was created, in seconds. */
  readonly later?: number | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** A request that manages clients, with the clients in the registry. */
export interface ClientManagementVector extends About {
  readonly given: {
    /** The organization of the manager, or `null` if nobody is identified. */
    readonly orgId: string | null;
    readonly clients: readonly ManagedClientDifferences[];
  };
  readonly request: ClientManagementVectorRequest;
  readonly expect: ClientManagementExpectation;
}

const json = v.pipe(
  v.unknown(),
  v.transform((value) => JSON.stringify(value)),
);

const members = v.record(v.string(), v.unknown());

const clientManagementVector: v.GenericSchema<unknown, ClientManagementVector> = v.strictObject({
  ...about,
  given: v.optional(
    v.strictObject({
      orgId: v.optional(v.nullable(v.string()), 'org-1'),
      clients: v.optional(
        v.array(
          v.strictObject({
            id: v.optional(v.string()),
            orgId: v.optional(v.string()),
            clientType: v.optional(v.picklist(['confidential', 'public'])),
            later: v.optional(v.number()),
            metadata: v.optional(members),
          }),
        ),
        [{}],
      ),
    }),
    {},
  ),
  request: v.union([
    v.strictObject({ list: v.string() }),
    v.strictObject({ create: json }),
    v.strictObject({ find: v.string() }),
    v.strictObject({ change: v.string(), json }),
    v.strictObject({ delete: v.string() }),
  ]),
  expect: v.variant('kind', [
    v.strictObject({
      kind: v.literal('list'),
      ids: v.array(v.string()),
      pageNumber: v.number(),
      pageSize: v.number(),
      totalResults: v.number(),
    }),
    v.strictObject({ kind: v.picklist(['create', 'find', 'change']), data: members }),
    v.strictObject({ kind: v.literal('delete'), id: v.string() }),
    v.strictObject({
      kind: v.literal('refuse'),
      status: v.picklist([400, 401, 404, 422]),
      error: v.string(),
      rule: v.string(),
      fields: v.optional(v.record(v.string(), v.string())),
    }),
  ]),
});

/** Reads a file of vectors for the management of clients. Throws if it is invalid. */
export const readClientManagementVectors = (file: unknown): readonly ClientManagementVector[] =>
  v.parse(v.array(clientManagementVector), file);
