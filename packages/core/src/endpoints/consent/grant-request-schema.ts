import * as v from 'valibot';
import { optionalScopePattern } from '../../encoding/characters.ts';

/** The body of a request to the grants endpoint: the user's answer on a consent page hosted by the operator. */
export interface GrantRequest {
  readonly allowed: boolean;
  readonly consent_token: string;
  readonly scope?: string | undefined;
}

/**
 * The schema of a {@link GrantRequest}. It rejects other members: with a misspelt scope, everything would be granted.
 */
export const grantRequestSchema: v.GenericSchema<unknown, GrantRequest> = v.strictObject({
  allowed: v.pipe(v.boolean(), v.description('Whether the user allows the request.')),
  consent_token: v.pipe(v.string(), v.nonEmpty(), v.description('The consent_token from the URL of the consent page.')),
  scope: v.optional(
    v.pipe(
      v.string(),
      v.regex(optionalScopePattern),
      v.description(
        'The scopes that the user chose, with one space between them. Without it, every scope that the page asked for is granted. An empty string chooses none, which denies the request unless a scope is required. A required scope counts as chosen.',
      ),
    ),
  ),
});
