import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { OwnedGrant } from '../../grant/owned-grant.ts';
import { type Stage, stage } from '../../rules/stage.ts';

/** The grant that a request names, if its resource owner has it. */
interface LookedUpGrant {
  readonly grant: OwnedGrant | undefined;
}

/** A grant of another resource owner is unknown, as one is that never was. */
export const ownedGrantStage: Stage<LookedUpGrant, OwnedGrant, RefusalVerdict> = /* @__PURE__ */ stage<
  LookedUpGrant,
  RefusalVerdict
>().refine(
  {
    name: 'grant-of-owner',
    requirements: ['R105', 'R287'],
    source: 'RFC 9110 §15.5.5',
    message: 'You have no grant with this identifier. The grant may have been revoked, or may have expired.',
    verdict: { status: 404, error: 'not_found' },
  },
  ({ grant }) => grant,
);
