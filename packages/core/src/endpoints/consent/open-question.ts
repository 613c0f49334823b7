import type { RefusalVerdict } from '../../errors/refusal.ts';
import { type Brand, frozenList, prove } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { ConsentTokenContent, VerifiedConsentToken } from '../authorization/consent/consent-token.ts';
import type { Owner } from '../authorization/owner/identify.ts';

/** A verified consent token, and the issuer that verified it. */
interface LookedUpConsentToken {
  readonly verified: VerifiedConsentToken;
  readonly issuer: string;
}

/** A consent request of this server that can still be answered. */
export type SignedQuestion = Brand<{ readonly content: ConsentTokenContent }, 'SignedQuestion'>;

/** A consent request, and the resource owner in this browser. */
interface LookedUpOwner {
  readonly question: SignedQuestion;
  readonly owner: Owner | undefined;
}

/** A consent request, and the resource owner who is signed in in this browser. */
interface SignedInOwner {
  readonly question: SignedQuestion;
  readonly owner: Owner;
}

/** The consent request of the resource owner who is signed in now. */
export type OpenQuestion = Brand<
  ConsentTokenContent & { readonly kind: 'open'; readonly owner: Owner },
  'OpenQuestion'
>;

/** RFC 6749 §10.12: a consent token proves that this server made the consent request. */
export const consentTokenStage: Stage<LookedUpConsentToken, SignedQuestion, RefusalVerdict> = /* @__PURE__ */ stage<
  LookedUpConsentToken,
  RefusalVerdict
>()
  .require(
    {
      name: 'consent-token-unexpired',
      requirements: ['R96', 'R108', 'R198'],
      source: 'RFC 6749 §10.12',
      message: 'This request has expired. Start again.',
      verdict: { status: 400, jsonStatus: 422, error: 'consent_token_expired' },
    },
    ({ verified }) => verified.kind !== 'expired',
  )
  .refine(
    {
      name: 'consent-token-signed',
      requirements: ['R96', 'R108', 'R198'],
      source: 'RFC 6749 §10.12',
      message: 'This request is not valid. Go back to the app and start again.',
      verdict: { status: 400, jsonStatus: 422, error: 'consent_token_invalid' },
    },
    ({ verified, issuer }) =>
      verified.kind === 'valid' && verified.content.issuer === issuer
        ? prove<SignedQuestion>({ content: verified.content })
        : undefined,
  );

/** RFC 6749 §3.1: the resource owner is identified before anything is granted. */
export const consentOwnerStage: Stage<LookedUpOwner, SignedInOwner, RefusalVerdict> = /* @__PURE__ */ stage<
  LookedUpOwner,
  RefusalVerdict
>().refine(
  {
    name: 'consent-owner-signed-in',
    requirements: ['R9', 'R96'],
    source: 'RFC 6749 §3.1',
    message: 'You are no longer signed in. Sign in, then decide again.',
    verdict: { status: 403, error: 'consent_token_of_another' },
  },
  ({ question, owner }) => (owner === undefined ? undefined : { question, owner }),
);

/** RFC 6749 §10.12: only the resource owner of a consent request may see it and answer it. */
export const openQuestionStage: Stage<SignedInOwner, OpenQuestion, RefusalVerdict> = /* @__PURE__ */ stage<
  SignedInOwner,
  RefusalVerdict
>().refine(
  {
    name: 'consent-token-of-owner',
    requirements: ['R96', 'R108'],
    source: 'RFC 6749 §10.12',
    message: 'This request was for another account. You are now signed in with a different account. Start again.',
    verdict: { status: 403, error: 'consent_token_of_another' },
  },
  ({ question: { content }, owner }) =>
    owner.subject === content.subject
      ? prove<OpenQuestion>({
          kind: 'open',
          ...content,
          askedScope: frozenList(content.askedScope),
          askedResources: frozenList(content.askedResources),
          owner,
        })
      : undefined,
);
