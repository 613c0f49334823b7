import { invalidGrant, replayedGrant, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import type { RefreshTokenUse } from '../../../grant/refresh-token-record.ts';
import type { Successor } from '../../../grant/successor.ts';
import { type Brand, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';

/** A use of a refresh token that rotates, and the use that is recorded. */
interface RecordedUse {
  readonly recorded: RefreshTokenUse;
  /** Whether this use is the recorded one. */
  readonly isFirst: boolean;
  /** How long the token may be used again, in seconds after its first use. */
  readonly reuseSeconds: number;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** A use that may lead to the successor of the token. */
export type PermittedUse = Brand<{ readonly recorded: RefreshTokenUse; readonly isFirst: boolean }, 'PermittedUse'>;

/** RFC 9700 §4.14.2: a second use shows that two parties have the token, unless the answer to the first one was lost. */
export const reuseStage: Stage<RecordedUse, PermittedUse, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  RecordedUse,
  TokenRejectionVerdict
>().refine(
  {
    name: 'refresh-token-first-use',
    requirements: ['R215', 'R216'],
    source: 'RFC 9700 §4.14.2',
    message:
      'refresh_token was already used. Start again with a new authorization request, and always use the newest refresh_token.',
    verdict: replayedGrant,
  },
  ({ recorded, isFirst, reuseSeconds, now }) =>
    isFirst || recorded.usedAt + reuseSeconds > now ? prove<PermittedUse>({ recorded, isFirst }) : undefined,
);

/** A permitted use, and the successor that it leads to. */
interface UsedForSuccessor {
  readonly use: PermittedUse;
  /** `undefined` if the key that made it was removed. */
  readonly successor: Successor | undefined;
  readonly successorUsed: boolean;
}

/** A successor that the client gets. */
export type UsableSuccessor = Brand<{ readonly successor: Successor; readonly usedAt: number }, 'UsableSuccessor'>;

/** The same successor again is for a client that lost the answer, and for no other. */
export const successorStage: Stage<UsedForSuccessor, UsableSuccessor, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  UsedForSuccessor,
  TokenRejectionVerdict
>()
  .require(
    {
      name: 'refresh-token-successor-unused',
      requirements: ['R217'],
      source: 'RFC 9700 §4.14.2',
      message:
        'refresh_token was already used, and the client has already used the new refresh token. Send the newest refresh token.',
      verdict: invalidGrant,
    },
    ({ successorUsed }) => !successorUsed,
  )
  .refine(
    {
      name: 'refresh-token-successor-known',
      requirements: ['R216'],
      source: 'RFC 9700 §4.14.2',
      message:
        'refresh_token was already used, and the key of the new refresh token was removed from this server. Start again with a new authorization request.',
      verdict: invalidGrant,
    },
    ({ use, successor }) => successor && prove<UsableSuccessor>({ successor, usedAt: use.recorded.usedAt }),
  );
