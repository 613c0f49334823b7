import * as v from 'valibot';
import { sentBy } from './decide-vector.ts';
import type { AuthorizeVector } from '../vectors/vector.ts';
import { vectorClients } from '../vectors/vectors.ts';

const registration = v.object({ client_id: v.string(), redirect_uris: v.array(v.string()) });

const redirectUris: ReadonlyMap<string, readonly string[]> = new Map(
  vectorClients
    .map((metadata) => v.parse(registration, metadata))
    .map((client) => [client.client_id, client.redirect_uris]),
);

/** What a vector sends, read as leniently as any server might: the judge has to see what each one may have seen. */
export const paramsOf = (vector: AuthorizeVector): URLSearchParams => new URLSearchParams(sentBy(vector).text);

/** The values of a parameter that count: an empty one is as good as none (RFC 6749 §3.1). */
export const valuesOf = (vector: AuthorizeVector, name: string): readonly string[] =>
  paramsOf(vector)
    .getAll(name)
    .filter((value) => value !== '');

/** The clients of the vectors that a request names: none, one, or more where client_id comes more than once. */
export const clientsNamedBy = (vector: AuthorizeVector): readonly string[] =>
  valuesOf(vector, 'client_id').filter((id) => redirectUris.has(id));

/** What the clients that a request names have registered. */
export const registeredFor = (vector: AuthorizeVector): readonly string[] =>
  clientsNamedBy(vector).flatMap((id) => redirectUris.get(id) ?? []);
