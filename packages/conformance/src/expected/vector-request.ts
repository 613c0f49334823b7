import * as v from 'valibot';
import { sentBy } from './decide-vector.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import { allVectorClients } from '../vectors/vector-clients.ts';

const registration = v.object({
  client_id: v.string(),
  redirect_uris: v.optional(v.array(v.string()), []),
  authorization_response_iss: v.optional(v.string()),
});

const registrations = allVectorClients.map((metadata) => v.parse(registration, metadata));

const redirectUris: ReadonlyMap<string, readonly string[]> = new Map(
  registrations.map((client) => [client.client_id, client.redirect_uris]),
);

const withoutIss: ReadonlySet<string> = new Set(
  registrations.filter((client) => client.authorization_response_iss === 'omit').map(({ client_id }) => client_id),
);

/** The parameters of a vector, parsed leniently, as a remote server may parse them. */
export const paramsOf = (vector: AuthorizeVector): URLSearchParams => new URLSearchParams(sentBy(vector).text);

/** The non-empty values of a parameter: an empty one counts as absent (RFC 6749 §3.1). */
export const valuesOf = (vector: AuthorizeVector, name: string): readonly string[] =>
  paramsOf(vector)
    .getAll(name)
    .filter((value) => value !== '');

/** The vectors' clients that a request names: none, one, or several if client_id is repeated. */
export const clientsNamedBy = (vector: AuthorizeVector): readonly string[] =>
  valuesOf(vector, 'client_id').filter((id) => redirectUris.has(id));

/** The registered redirect URIs of the clients that a request names. */
export const registeredFor = (vector: AuthorizeVector): readonly string[] =>
  clientsNamedBy(vector).flatMap((id) => redirectUris.get(id) ?? []);

/** Whether the client of a request is registered without iss (RFC 9207). */
export const isWithoutIss = (vector: AuthorizeVector): boolean =>
  clientsNamedBy(vector).some((id) => withoutIss.has(id));
