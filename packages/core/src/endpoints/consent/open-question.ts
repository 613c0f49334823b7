import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { Brand } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { ConsentTokenContent, VerifiedConsentToken } from '../authorization/consent/consent-token.ts';
import type { Owner } from '../authorization/owner/identify.ts';

/** A verified consent token, the issuer that verified it, and the resource owner in this browser. */
interface LookedUpConsentToken {
  readonly verified: VerifiedConsentToken;
  readonly issuer: string;
  readonly owner: Owner | undefined;
}

/** The consent request of the resource owner who is signed in now. */
export type OpenQuestion = Brand<
  ConsentTokenContent & { readonly kind: 'open'; readonly owner: Owner },
  'OpenQuestion'
>;

/** RFC 6749 §10.12: only the resource owner of a consent request may see it and answer it. */
export const consentTokenStage: Stage<LookedUpConsentToken, OpenQuestion, RefusalVerdict> = stage<
  LookedUpConsentToken,
  RefusalVerdict
>()
  .require(
    {
      name: 'consent-token-unexpired',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      says: 'The consent token has not expired.',
      message: 'This request has expired. Go back to the app and start again.',
      verdict: { status: 400, error: 'consent_token_expired' },
    },
    ({ verified }) => verified.kind !== 'expired',
  )
  .refine(
    {
      name: 'consent-token-signed',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      says: 'The consent token was signed by this server and was not changed.',
      message: 'This request is not valid. Go back to the app and start again.',
      verdict: { status: 400, error: 'consent_token_invalid' },
    },
    ({ verified, issuer, owner }) =>
      verified.kind === 'valid' && verified.content.issuer === issuer
        ? { content: verified.content, owner }
        : undefined,
  )
  .refine(
    {
      name: 'consent-token-of-owner',
      requirements: ['R96', 'R108'],
      source: 'RFC 6749 §10.12',
      says: 'The resource owner who was asked gives the answer, and is still signed in.',
      message:
        'This request belongs to another account, or you are no longer signed in. Go back to the app and start again.',
      verdict: { status: 403, error: 'consent_token_of_another' },
    },
    ({ content, owner }) =>
      owner !== undefined && owner.subject === content.subject
        ? ({ kind: 'open', ...content, owner } as OpenQuestion)
        : undefined,
  );
