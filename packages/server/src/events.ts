import type { RequirementNumber, Rule } from '@codegrant/core';

/** Which rule a request broke. */
interface BrokenRule {
  readonly rule: string;
  readonly requirements: readonly RequirementNumber[];
}

/** What happened, for logs and counters. No event holds a code, a state, a verifier, a secret or a token. */
export type ServerEvent =
  /** A page was shown in place of a redirect. */
  | ({ readonly kind: 'refused'; readonly endpoint: Endpoint } & BrokenRule)
  /** The client was told no. */
  | ({
      readonly kind: 'rejected';
      readonly endpoint: Endpoint;
      readonly clientId?: string | undefined;
      readonly error: string;
    } & BrokenRule)
  /** A code was issued. */
  | { readonly kind: 'granted'; readonly clientId: string; readonly scope: readonly string[] }
  /** A code was redeemed. */
  | { readonly kind: 'redeemed'; readonly clientId: string; readonly scope: readonly string[] }
  /** A used code came again from its own client with the right verifier, and the tokens that it brought were taken back. */
  | ({ readonly kind: 'replayed' } & BrokenRule)
  /** A port threw. */
  | { readonly kind: 'failed'; readonly endpoint: Endpoint; readonly cause: unknown };

/** Which address was called. */
export type Endpoint = 'authorize' | 'consent' | 'token';

/** The part of an event that tells which rule was broken. */
export const brokenRule = ({ name, requirements }: Rule<unknown>): BrokenRule => ({ rule: name, requirements });
