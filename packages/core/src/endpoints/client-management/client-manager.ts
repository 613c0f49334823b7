import type { RefusalVerdict } from '../../errors/refusal.ts';
import { type Stage, stage } from '../../rules/stage.ts';

/** Who manages clients. */
export interface ClientManager {
  /** The organization whose clients are managed. */
  readonly orgId: string;
  readonly userId: string;
}

/** The operator says who manages clients. */
export const clientManagerStage: Stage<{ readonly manager: ClientManager | undefined }, ClientManager, RefusalVerdict> =
  /* @__PURE__ */ stage<{ readonly manager: ClientManager | undefined }, RefusalVerdict>().refine(
    {
      name: 'client-manager-identified',
      requirements: ['R380'],
      source: 'RFC 9110 §15.5.2',
      message:
        'The request does not identify a manager of clients. Send a token of an account that may manage clients.',
      verdict: { status: 401, error: 'login_required' },
    },
    ({ manager }) => manager,
  );
