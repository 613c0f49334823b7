import { answered, runSync } from '../../flow/flow.ts';
import type { RegistrationAnswer } from './accepted-registration.ts';
import type { Issuing } from './issued-registration.ts';
import { type PostedRegistration, register, type RegistrationOutcome } from './register.ts';
import type { RegistrationSettings } from './registered-metadata.ts';

/** Everything that the answer depends on, except the request. */
export interface RegistrationFacts {
  readonly settings: RegistrationSettings;
  /** What the operator answers. */
  readonly answer: RegistrationAnswer;
  /** The client_id, and the secret of a confidential client. */
  readonly issuing: Issuing;
}

/**
 * Decides a registration request. It runs the flow over values.
 *
 * @returns the client to register, or the error
 */
export const decideRegistration = (
  posted: PostedRegistration,
  { settings, answer, issuing }: RegistrationFacts,
): RegistrationOutcome =>
  runSync(register<never>(posted, settings, { accept: () => answered(answer), issue: () => answered(issuing) }));
