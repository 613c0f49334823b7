import { isNonEmptyText } from './is-non-empty-text.ts';
import { invalidClient, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { AssertionSettings } from './assertion-settings.ts';
import { readJwt, type UnverifiedJwt } from './read-jwt.ts';
import type { SentAssertion } from './sent-assertion.ts';

/** A client assertion, what the server accepts, and the time: in seconds since 1970-01-01T00:00:00Z. */
interface ArrivedAssertion {
  readonly sent: SentAssertion;
  readonly settings: AssertionSettings;
  readonly now: number;
}

/** A client assertion with a header that the server accepts. */
export interface ReadableAssertion extends ArrivedAssertion, UnverifiedJwt {}

/** RFC 8725 §3.11: a JWT of another kind says so. It must not count as an assertion. */
const isAssertionType = (typ: unknown): boolean =>
  typ === undefined || (typeof typ === 'string' && /^(application\/)?(jwt|client-authentication\+jwt)$/i.test(typ));

/** RFC 7515 §4: the header of a client assertion. */
export const readableAssertionStage: Stage<ArrivedAssertion, ReadableAssertion, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<ArrivedAssertion, TokenRejectionVerdict>()
    .refine(
      {
        name: 'client-assertion-readable',
        requirements: ['R362'],
        source: 'RFC 7523 §3',
        message: 'client_assertion is not a signed JWT. Send three parts in base64url with a period between them.',
        verdict: invalidClient,
      },
      (arrived): ReadableAssertion | undefined => {
        const jwt = readJwt(arrived.sent.assertion);
        return jwt && { ...arrived, ...jwt };
      },
    )
    .require(
      {
        name: 'client-assertion-header',
        requirements: ['R362'],
        source: 'RFC 8725 §3.11',
        message:
          'The header of client_assertion is that of another JWT. Set typ to client-authentication+jwt or JWT, and leave out crit.',
        verdict: invalidClient,
      },
      ({ header }) => isAssertionType(header['typ']) && header['crit'] === undefined,
    )
    .require(
      {
        name: 'client-assertion-algorithm',
        requirements: ['R363'],
        source: 'RFC 8725 §3.1',
        message:
          'The alg of client_assertion is not accepted. Sign with one of token_endpoint_auth_signing_alg_values_supported in the metadata.',
        verdict: invalidClient,
      },
      ({ header: { alg }, settings }) => isNonEmptyText(alg) && settings.algorithms.includes(alg),
    );
