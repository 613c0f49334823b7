import { answered, runSync } from '../../flow/flow.ts';
import type { Owner } from '../authorization/owner/identify.ts';
import type { PostedToken } from '../presented-token/posted-token.ts';
import { portsOver, type StoredTokens } from '../presented-token/stored-tokens.ts';
import { introspect, type IntrospectionOutcome, type IntrospectionSettings } from './introspect.ts';

/** Everything that the outcome of an introspection request depends on, except the request. */
export interface IntrospectionFacts extends IntrospectionSettings, StoredTokens {
  /** The user to whom the Bearer token of the request belongs. Needed with `clientsAndOwners`. Default: none. */
  readonly owner?: Owner | undefined;
}

/**
 * Decides an introspection request. It runs the flow {@link introspect} over values.
 *
 * @returns what to tell the asker, or the error
 * @see RFC 7662 §2
 * @example
 * const policy = definePolicy({ issuer: 'https://login.example', scopes: { read: { name: 'Read your messages' } } });
 * const outcome = decideIntrospection({ form: 'token=x&client_id=api', authorization: undefined }, {
 *   policy,
 *   askers: 'clients',
 *   client: () => undefined,
 *   accessToken: () => undefined,
 *   refreshToken: () => undefined,
 *   grant: () => undefined,
 *   now: 1_700_000_000,
 * });
 * if (outcome.kind === 'rejectToken') outcome.rule.name; // 'token-client-registered'
 */
export const decideIntrospection = (posted: PostedToken, facts: IntrospectionFacts): IntrospectionOutcome =>
  runSync(introspect<never>(posted, facts, { ...portsOver(facts), identifyOwner: () => answered(facts.owner) }));
