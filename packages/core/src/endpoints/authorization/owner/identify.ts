import type { RefusalVerdict } from '../../../errors/refusal.ts';
import type { Brand } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { Policy } from '../../../settings/policy.ts';
import type { AuthorizationRequest } from '../request/check.ts';
import { isBackFromSignIn } from './sign-in-mark.ts';

/** The resource owner who is signed in in this browser. */
export interface Owner {
  /** The owner's identifier, never another owner's. */
  readonly subject: string;
  /** What the person recognises as their account, shown on the consent page. Default: the subject. */
  readonly name?: string | undefined;
  /** When the person signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime?: number | undefined;
}

/** A request that was checked, and who is at the browser. */
export interface OwnedRequest {
  readonly request: AuthorizationRequest;
  readonly policy: Policy;
  readonly owner: Owner | undefined;
  /** The request's own text, with the mark that it has when it comes back from sign-in. */
  readonly query: string;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** A request whose owner is known. */
export type SignedIn = Brand<
  { readonly request: AuthorizationRequest; readonly policy: Policy; readonly owner: Owner },
  'SignedIn'
>;

/** What may be done where nobody is signed in. */
export type SignInVerdict = { readonly kind: 'signIn' } | ({ readonly kind: 'refuse' } & RefusalVerdict);

/** RFC 6749 §3.1: who grants is known. */
export const identifyStage: Stage<OwnedRequest, SignedIn, SignInVerdict> = stage<OwnedRequest, SignInVerdict>()
  .require(
    {
      name: 'session-kept',
      requirements: ['R9'],
      source: 'RFC 6749 §3.1',
      says: 'Whoever has just come back from sign-in is signed in.',
      message:
        'You come from the sign-in page, but you are not signed in here. Allow this site to keep cookies, then go back to the app and start again.',
      verdict: { kind: 'refuse', status: 400 },
    },
    ({ owner, query, now }) => owner !== undefined || !isBackFromSignIn(query, now),
  )
  .refine(
    {
      name: 'owner-signed-in',
      requirements: ['R9'],
      source: 'RFC 6749 §3.1',
      says: 'The resource owner is signed in in this browser.',
      message: 'Nobody is signed in. Send the browser to the sign-in page.',
      verdict: { kind: 'signIn' },
    },
    ({ request, policy, owner }) => (owner === undefined ? undefined : ({ request, policy, owner } as SignedIn)),
  );
