import * as v from 'valibot';
import { optionalScopePattern } from '../../encoding/characters.ts';

/** The body of a request to the grants endpoint: what the owner answered on a consent page of the operator's own. */
export interface GrantRequest {
  readonly allowed: boolean;
  readonly consent_token: string;
  readonly scope?: string | undefined;
}

/** The schema of a {@link GrantRequest}. It takes no other member: with a misspelt scope all that was asked for would be allowed. */
export const grantRequestSchema: v.GenericSchema<unknown, GrantRequest> = v.strictObject({
  allowed: v.pipe(v.boolean(), v.description('Whether the owner allows the client what it asked for.')),
  consent_token: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.description('The consent_token that the consent page was called with.'),
  ),
  scope: v.optional(
    v.pipe(
      v.string(),
      v.regex(optionalScopePattern),
      v.description(
        'The scopes that the owner chose of those that were asked for, with one space between them. Left out: all of them; empty: none, which denies unless one is required. A scope that is required counts as chosen.',
      ),
    ),
  ),
});
