import type { RegistrationRequest } from '../../client/client-metadata-schema.ts';
import { registrationRequestIn } from '../../client/registration-request.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import { acceptedRegistrationStage, type RegistrationAnswer } from './accepted-registration.ts';
import { type IssuedClient, type Issuing, issuedRegistrationStage } from './issued-registration.ts';
import { type RegisteredMetadata, readRegisteredMetadata, type RegistrationSettings } from './registered-metadata.ts';
import { type RegistrationRejection, rejectRegistration } from './registration-rejection.ts';
import { registrationObjectStage, requestedRegistrationStage } from './requested-registration.ts';

/** A posted registration request. */
export interface PostedRegistration {
  /** The posted JSON. */
  readonly value: unknown;
  /** The initial access token in the Authorization header. `undefined` if there is none. */
  readonly token: string | undefined;
}

/** The ports of the registration endpoint. */
export interface RegistrationPorts {
  /** Whether the operator accepts what would be registered. */
  readonly accept: (metadata: RegisteredMetadata, token: string | undefined) => RegistrationAnswer;
  /** Registers the client, and chooses its client_id and its secret. */
  readonly issue: (asked: RegistrationRequest, metadata: RegisteredMetadata) => Issuing;
}

/** A client that has been registered. */
export interface Registered {
  readonly kind: 'register';
  readonly issued: IssuedClient;
  readonly metadata: RegisteredMetadata;
}

/** What happens to a registration request. */
export type RegistrationOutcome = Registered | RegistrationRejection;

/** The registration endpoint (RFC 7591 §3): metadata → the operator's answer → client_id. */
export function* register<Pause>(
  { value, token }: PostedRegistration,
  settings: RegistrationSettings,
  ports: Asked<Pause, RegistrationPorts>,
): Flow<Pause, RegistrationOutcome> {
  const posted = registrationObjectStage.run({ value });
  if (posted instanceof Broken) return rejectRegistration(posted.rule);

  const read = readRegisteredMetadata(posted.object, settings);
  const problems = read.kind === 'valid' ? [] : read.problems;
  const requested = requestedRegistrationStage.run({ asked: registrationRequestIn(value), read, settings });
  if (requested instanceof Broken) return rejectRegistration(requested.rule, { problems });

  const { asked, metadata } = requested;
  const answer = yield* ports.accept(metadata, token);
  const accepted = acceptedRegistrationStage.run({ requested, answer });
  if (accepted instanceof Broken)
    return rejectRegistration(accepted.rule, {
      hasToken: token !== undefined,
      reason: answer.kind === 'refused' ? answer.reason : undefined,
    });

  const issued = issuedRegistrationStage.run(yield* ports.issue(asked, metadata));
  if (issued instanceof Broken) return rejectRegistration(issued.rule);
  return { kind: 'register', issued, metadata };
}
