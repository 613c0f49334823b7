import type { RefusalVerdict } from '../../errors/refusal.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { Owner } from '../authorization/owner/identify.ts';

/** The resource owner that a request identifies, if it does. */
interface IdentifiedOwner {
  readonly owner: Owner | undefined;
}

/** Grants are shown and revoked only for their resource owner. */
export const grantOwnerStage: Stage<IdentifiedOwner, Owner, RefusalVerdict> = /* @__PURE__ */ stage<
  IdentifiedOwner,
  RefusalVerdict
>().refine(
  {
    name: 'grant-owner-identified',
    requirements: ['R105', 'R287'],
    source: 'RFC 6749 §3.1',
    message: 'The request does not identify a user. Sign in, or send a token of your account.',
    verdict: { status: 401, error: 'login_required' },
  },
  ({ owner }) => owner,
);
