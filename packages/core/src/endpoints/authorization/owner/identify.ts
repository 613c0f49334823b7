import type { RefusalVerdict } from '../../../errors/refusal.ts';
import { type Brand, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { Policy } from '../../../settings/policy.ts';
import type { AuthorizationRequest } from '../request/authorization-request.ts';
import { isBackFromSignIn } from './sign-in-mark.ts';

/** The resource owner who is signed in in this browser. */
export interface Owner {
  /** The identifier of the resource owner. It is never reused for another. */
  readonly subject: string;
  /**
   * The account name that the user recognizes, for example an e-mail address. The consent page shows it. Default: the
   * subject.
   */
  readonly name?: string | undefined;
  /** When the user signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime?: number | undefined;
}

/** A valid request, and the resource owner who is signed in in this browser, if anyone is. */
interface OwnedRequest {
  readonly request: AuthorizationRequest;
  readonly policy: Policy;
  readonly owner: Owner | undefined;
  /** The form-urlencoded string of the request, with its sign-in mark if it comes back from sign-in. */
  readonly query: string;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** A request whose resource owner is signed in. */
export type SignedIn = Brand<
  { readonly request: AuthorizationRequest; readonly policy: Policy; readonly owner: Owner },
  'SignedIn'
>;

/** What happens when nobody is signed in. */
export type SignInVerdict = { readonly kind: 'signIn' } | ({ readonly kind: 'refuse' } & RefusalVerdict);

/** RFC 6749 §3.1: the resource owner is identified before anything is granted. */
export const identifyStage: Stage<OwnedRequest, SignedIn, SignInVerdict> = /* @__PURE__ */ stage<
  OwnedRequest,
  SignInVerdict
>()
  .require(
    {
      name: 'session-kept',
      requirements: ['R9'],
      source: 'RFC 6749 §3.1',
      message:
        'You signed in, but this site could not keep your session. Allow cookies for this site. Then go back to the app and start again.',
      verdict: { kind: 'refuse', status: 400 },
    },
    ({ owner, query, now }) => owner !== undefined || !isBackFromSignIn(query, now),
  )
  .refine(
    {
      name: 'owner-signed-in',
      requirements: ['R9'],
      source: 'RFC 6749 §3.1',
      message: 'Nobody is signed in. Send the browser to the sign-in page.',
      verdict: { kind: 'signIn' },
    },
    ({ request, policy, owner }) => (owner === undefined ? undefined : prove<SignedIn>({ request, policy, owner })),
  );
