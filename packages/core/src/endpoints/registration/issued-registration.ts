import { type Stage, stage } from '../../rules/stage.ts';
import type { RegistrationVerdict } from './registration-rejection.ts';

/** What the server chose for a client: RFC 7591 §3.2.1. */
export interface IssuedClient {
  readonly kind: 'issued';
  readonly clientId: string;
  /** `undefined` for a public client. It is shown once, and only its hash is kept. */
  readonly secret: string | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly issuedAt: number;
}

/** `full` if there is no room for another client. */
export type Issuing = IssuedClient | { readonly kind: 'full' };

/** An hour: clients that were never used are removed in the meantime. */
const retryAfterSeconds = 3600;

/** The rule for the number of clients. */
export const issuedRegistrationStage: Stage<Issuing, IssuedClient, RegistrationVerdict> = /* @__PURE__ */ stage<
  Issuing,
  RegistrationVerdict
>().refine(
  {
    name: 'registration-room',
    requirements: ['R327'],
    source: 'RFC 7591 §5',
    message:
      'This server already has the maximum number of registered clients. Try again later, or ask the operator of this server.',
    verdict: { error: 'temporarily_unavailable', status: 503, retryAfterSeconds },
  },
  (issuing) => (issuing.kind === 'issued' ? issuing : undefined),
);
