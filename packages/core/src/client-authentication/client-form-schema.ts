import * as v from 'valibot';
import { vschar } from '../encoding/characters.ts';

/** A string of visible ASCII characters and spaces: RFC 6749 appendix A. */
export const visible = (): v.GenericSchema<string> => v.pipe(v.string(), v.nonEmpty(), v.regex(vschar));

type OptionalString = v.OptionalSchema<v.GenericSchema<string>, undefined>;

/** The members of a form with which a client names itself and authenticates: RFC 6749 §2.3.1 and §3.2.1. */
export const clientMembers = (): {
  readonly client_id: OptionalString;
  readonly client_secret: OptionalString;
  readonly client_assertion: OptionalString;
  readonly client_assertion_type: OptionalString;
} => ({
  client_id: v.optional(v.pipe(visible(), v.description('Required of a client without an Authorization header.'))),
  client_secret: v.optional(v.pipe(visible(), v.description('The secret, if the client sends it in the body.'))),
  client_assertion: v.optional(
    v.pipe(visible(), v.description('A signed JWT, if the client authenticates with private_key_jwt (RFC 7523 §2.2).')),
  ),
  client_assertion_type: v.optional(
    v.pipe(visible(), v.description('urn:ietf:params:oauth:client-assertion-type:jwt-bearer, with client_assertion.')),
  ),
});
