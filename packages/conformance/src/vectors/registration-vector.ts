import * as v from 'valibot';
import { about, type About } from './about.ts';

/** A client registration, and whether it is valid. */
export interface RegistrationVector extends About {
  /** Who sends the metadata: the operator (`readClient`), or a client for itself (`readRegistrationRequest`). */
  readonly reader: 'operator' | 'stranger';
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly expect: /** `value` is what is kept of a stranger's request, if strangers may have the scopes `read` and `write`. */
    | { readonly kind: 'valid'; readonly value?: Readonly<Record<string, unknown>> | undefined }
    /** A problem whose message begins with the member and contains this text. */
    | { readonly kind: 'invalid'; readonly member: string; readonly says: string };
}

const registrationVector: v.GenericSchema<unknown, RegistrationVector> = v.strictObject({
  ...about,
  reader: v.optional(v.picklist(['operator', 'stranger']), 'operator'),
  metadata: v.record(v.string(), v.unknown()),
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('valid'), value: v.optional(v.record(v.string(), v.unknown())) }),
    v.strictObject({ kind: v.literal('invalid'), member: v.string(), says: v.string() }),
  ]),
});

/** Reads a file of vectors for client registrations. Throws if it is invalid. */
export const readRegistrationVectors = (file: unknown): readonly RegistrationVector[] =>
  v.parse(v.array(registrationVector), file);
