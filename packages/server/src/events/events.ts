import { type ConsentKeys, type RequirementNumber, type Rule, type RuleName, subjectHash } from '@codegrant/core';
import { systemNow } from '../platform/system.ts';

/** Which address was called. */
export type Endpoint = 'authorize' | 'consent' | 'consentDetails' | 'grants' | 'token' | 'metadata';

/** Which rule a request broke. */
interface BrokenRule {
  readonly rule: RuleName;
  readonly requirements: readonly RequirementNumber[];
}

/** What came of a request. */
export type Outcome =
  /** A page, or an error in JSON, was shown in place of a redirect. */
  | ({ readonly kind: 'refused'; readonly status: number } & BrokenRule)
  /** The client was told no. */
  | ({ readonly kind: 'rejected'; readonly error: string } & BrokenRule)
  /** The browser was sent to the sign-in page. */
  | { readonly kind: 'signInRequested' }
  /** The owner was asked for this scope. */
  | { readonly kind: 'consentRequested'; readonly scope: readonly string[] }
  /** A consent page of the operator's own was told what it asks. */
  | { readonly kind: 'consentShown'; readonly scope: readonly string[] }
  /** A code was issued for this scope. */
  | { readonly kind: 'granted'; readonly scope: readonly string[] }
  /** A code was redeemed for tokens of this scope. */
  | { readonly kind: 'redeemed'; readonly scope: readonly string[] }
  /** A used code came again from its own client with the right verifier: the tokens that it brought are taken back. */
  | ({ readonly kind: 'replayed'; readonly error: string } & BrokenRule)
  /** A port or a page of yours threw. */
  | { readonly kind: 'failed'; readonly cause: unknown };

/** What is known of everything that happens. */
interface Circumstances {
  readonly endpoint: Endpoint;
  /** The registered client; `undefined` where it is not known. */
  readonly clientId: string | undefined;
  /** Who the owner is, under a name that tells nobody: see `subjectHash`. `undefined` where it did not come to that. */
  readonly subjectHash: string | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  /** How long it took from the request to this, in milliseconds. */
  readonly durationMs: number;
}

/**
 * What happened, for logs, counters and traces. Every answered request is told once, but for metadata that was served; what fails
 * on the way is told as well. No event holds a code, a state, a verifier, a secret, a token or a subject; what a port of yours
 * throws comes as it is, in `cause`.
 */
export type ServerEvent = Circumstances & Outcome;

/** Whom an outcome is about. */
interface About {
  readonly clientId?: string | undefined;
  readonly subject?: string | undefined;
}

/** Tells the report port what came of one request. Never throws. */
export type Tell = (outcome: Outcome, about?: About) => void;

/** The part of an event that tells which rule was broken. */
export const brokenRule = ({ name, requirements }: Rule<unknown>): BrokenRule => ({ rule: name, requirements });

/** Telling can do no harm, now or later: what a log does wrong is not the browser's business. */
const harmlessly = (report: () => unknown): void => {
  try {
    Promise.resolve(report()).catch(() => {});
  } catch {
    // There is nowhere left to report it to.
  }
};

/** The time of the port; the system's where that is what fails, since it has to be told all the same. */
const timeOf = (now: () => number): number => {
  try {
    return now();
  } catch {
    return systemNow();
  }
};

/** What events are made with. */
export interface Reporting {
  readonly report: ((event: ServerEvent) => void) | undefined;
  readonly now: () => number;
  readonly consentKeys: ConsentKeys;
}

/** Begins to tell of a request. */
export const tellOf = (endpoint: Endpoint, { report, now, consentKeys }: Reporting): Tell => {
  if (report === undefined) return () => {};
  const startedAt = performance.now();
  return (outcome, { clientId, subject } = {}) =>
    harmlessly(() =>
      report({
        ...outcome,
        endpoint,
        clientId,
        subjectHash: subject === undefined ? undefined : subjectHash(subject, consentKeys),
        at: timeOf(now),
        durationMs: performance.now() - startedAt,
      }),
    );
};
