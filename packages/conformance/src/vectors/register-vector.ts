import * as v from 'valibot';
import { about, type About } from './about.ts';

/** The servers of the vectors, by what their clients may register. */
const registeringServers = ['signed', 'stored', 'strict', 'limited', 'machines', 'tokens', 'closed', 'full'] as const;

/** The name of a server that clients register themselves at. */
export type RegisteringServer = (typeof registeringServers)[number];

/** A request to the registration endpoint. */
export interface RegisterVector extends About {
  /** `signed` has registrations in the client_id. `stored` keeps them. The others differ from `signed` in one setting. */
  readonly server: RegisteringServer;
  readonly request: {
    /** The posted JSON. */
    readonly json: string;
    readonly authorization?: string | undefined;
  };
  readonly expect:
    | { readonly kind: 'register'; readonly metadata: Readonly<Record<string, unknown>> }
    | {
        readonly kind: 'reject';
        readonly status: 400 | 401 | 403 | 503;
        readonly error: string;
        readonly rule: string;
        /** For each invalid field, a part of its first text. */
        readonly fields?: Readonly<Record<string, string>> | undefined;
      };
}

const registerVector: v.GenericSchema<unknown, RegisterVector> = v.strictObject({
  ...about,
  server: v.optional(v.picklist(registeringServers), 'signed'),
  request: v.pipe(
    v.strictObject({ json: v.unknown(), authorization: v.optional(v.string()) }),
    v.transform(({ json, authorization }) => ({ json: JSON.stringify(json), authorization })),
  ),
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('register'), metadata: v.record(v.string(), v.unknown()) }),
    v.strictObject({
      kind: v.literal('reject'),
      status: v.picklist([400, 401, 403, 503]),
      error: v.string(),
      rule: v.string(),
      fields: v.optional(v.record(v.string(), v.string())),
    }),
  ]),
});

/** Reads a file of vectors for the registration endpoint. Throws if it is invalid. */
export const readRegisterVectors = (file: unknown): readonly RegisterVector[] => v.parse(v.array(registerVector), file);
