import * as v from 'valibot';
import { scopePattern } from '../../encoding/characters.ts';

/** What the asker is told about a token that is not valid, or that is none of its business: RFC 7662 §2.2. */
interface InactiveToken {
  readonly active: false;
}

/** What the asker is told about a valid token: RFC 7662 §2.2. */
export interface ActiveToken {
  readonly active: true;
  readonly iss: string;
  readonly client_id: string;
  readonly sub: string;
  readonly scope?: string | undefined;
  readonly aud?: string | readonly string[] | undefined;
  readonly exp: number;
  readonly iat?: number | undefined;
  readonly token_type?: 'Bearer' | undefined;
}

/** The reply of the introspection endpoint. */
export type IntrospectionResponse = ActiveToken | InactiveToken;

const time = (description: string): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.description(`${description}, in seconds since 1970-01-01T00:00:00Z.`));

/** The schema of an {@link IntrospectionResponse}. */
export const introspectionResponseSchema: v.GenericSchema<IntrospectionResponse> = v.variant('active', [
  v.strictObject({ active: v.literal(false) }),
  v.strictObject({
    active: v.literal(true),
    iss: v.pipe(v.string(), v.url(), v.description('The issuer.')),
    client_id: v.pipe(v.string(), v.description('The client that got the token.')),
    sub: v.pipe(
      v.string(),
      v.description('The subject of the user, or client_id if the client got the token for itself.'),
    ),
    scope: v.optional(v.pipe(v.string(), v.regex(scopePattern), v.description('The scope that the asker may know.'))),
    aud: v.optional(
      v.pipe(
        v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(2))]),
        v.description('The resources of the token that the asker may know: one as a string, several as a list.'),
      ),
    ),
    exp: time('When the token expires'),
    iat: v.optional(time('When the token was issued')),
    token_type: v.optional(v.pipe(v.literal('Bearer'), v.description('Only an access token has it.'))),
  }),
]);
