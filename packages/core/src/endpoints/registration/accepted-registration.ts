import { type Brand, prove } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { RegistrationVerdict } from './registration-rejection.ts';
import type { RequestedRegistration } from './requested-registration.ts';

/** What the operator answers to a registration request. */
export type RegistrationAnswer =
  | { readonly kind: 'accepted' }
  /** The request needs a valid initial access token (RFC 7591 §3). */
  | { readonly kind: 'tokenNeeded' }
  /** `reason` is for developers: what to change, in ASCII. */
  | { readonly kind: 'refused'; readonly reason: string };

interface AnsweredRequest {
  readonly requested: RequestedRegistration;
  readonly answer: RegistrationAnswer;
}

/** A registration that the operator accepts. */
export type AcceptedRegistration = Brand<Pick<AnsweredRequest, 'requested'>, 'AcceptedRegistration'>;

/** RFC 7591 §3 and §5: whom the operator lets register. */
export const acceptedRegistrationStage: Stage<AnsweredRequest, AcceptedRegistration, RegistrationVerdict> =
  /* @__PURE__ */ stage<AnsweredRequest, RegistrationVerdict>()
    .require(
      {
        name: 'registration-token',
        requirements: ['R325'],
        source: 'RFC 7591 §3',
        message:
          'This server needs an initial access token. Send a valid initial access token in the Authorization header, after Bearer.',
        verdict: { error: 'invalid_token', status: 401 },
      },
      ({ answer }) => answer.kind !== 'tokenNeeded',
    )
    .refine(
      {
        name: 'registration-accepted',
        requirements: ['R326'],
        source: 'RFC 7591 §5',
        message: 'This server does not accept the client. Ask the operator of this server.',
        verdict: { error: 'access_denied', status: 403 },
      },
      ({ requested, answer }) => (answer.kind === 'refused' ? undefined : prove<AcceptedRegistration>({ requested })),
    );
