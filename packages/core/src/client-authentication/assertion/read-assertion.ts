import { invalidClient, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import type { Params } from '../../encoding/read-params.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { AssertionSettings } from './assertion-settings.ts';
import { readJwt, type UnverifiedJwt } from './read-jwt.ts';
import type { SentAssertion } from './sent-assertion.ts';
import { type AssertionTimes, isCurrent, isShortLived, timesOf } from './assertion-times.ts';

/** A client assertion, what the server accepts, and the time: in seconds since 1970-01-01T00:00:00Z. */
interface ArrivedAssertion {
  readonly sent: SentAssertion;
  readonly settings: AssertionSettings;
  readonly now: number;
}

interface Readable extends ArrivedAssertion, UnverifiedJwt {}

interface Named extends Readable {
  readonly clientId: string;
}

interface Timed extends Named {
  readonly times: AssertionTimes;
}

/** A client assertion with everything that an assertion must say. Nobody knows yet who signed it. */
export interface ReadAssertion {
  readonly params: Params;
  readonly assertion: string;
  readonly clientId: string;
  readonly algorithm: unknown;
  /** The claim `jti`. */
  readonly id: string;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** RFC 8725 §3.11: a JWT of another kind says so. It must not count as an assertion. */
const isAssertionType = (typ: unknown): boolean =>
  typ === undefined || (typeof typ === 'string' && /^(application\/)?(jwt|client-authentication\+jwt)$/i.test(typ));

/**
 * RFC 7523 §3: what a client assertion says. All of it is judged before the client is looked up, so an error that names its reason does not
 * tell whether the client exists.
 */
export const readAssertionStage: Stage<ArrivedAssertion, ReadAssertion, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  ArrivedAssertion,
  TokenRejectionVerdict
>()
  .refine(
    {
      name: 'client-assertion-readable',
      requirements: ['R362'],
      source: 'RFC 7523 §3',
      message: 'client_assertion is not a signed JWT. Send three parts in base64url with a period between them.',
      verdict: invalidClient,
    },
    (arrived): Readable | undefined => {
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
    ({ header: { alg }, settings }) => isText(alg) && settings.algorithms.includes(alg),
  )
  .refine(
    {
      name: 'client-assertion-names-client',
      requirements: ['R364'],
      source: 'RFC 7523 §3',
      message:
        'client_assertion does not name the client. Set iss and sub to the client_id, and send no other client_id in the form.',
      verdict: invalidClient,
    },
    (read): Named | undefined => {
      const { iss, sub } = read.claims;
      const clientId = read.sent.params.values.get('client_id') ?? sub;
      return isText(sub) && iss === sub && clientId === sub ? { ...read, clientId: sub } : undefined;
    },
  )
  .require(
    {
      name: 'client-assertion-audience',
      requirements: ['R365'],
      source: 'RFC 7523 §3',
      message:
        'The aud of client_assertion is not this server. Set aud to the issuer in the metadata: a string, and no list.',
      verdict: invalidClient,
    },
    ({ claims: { aud }, settings }) => isText(aud) && settings.audiences.includes(aud),
  )
  .refine(
    {
      name: 'client-assertion-times',
      requirements: ['R366'],
      source: 'RFC 7523 §3',
      message:
        'client_assertion has no readable exp. Set exp, and iat and nbf if you send them, to seconds since 1970.',
      verdict: invalidClient,
    },
    (named): Timed | undefined => {
      const times = timesOf(named.claims);
      return times && { ...named, times };
    },
  )
  .require(
    {
      name: 'client-assertion-current',
      requirements: ['R366'],
      source: 'RFC 7523 §3',
      message:
        'client_assertion is expired, or not valid yet. Check the clock of the client, and make a new assertion for each request.',
      verdict: invalidClient,
    },
    ({ times, now }) => isCurrent(times, now),
  )
  .require(
    {
      name: 'client-assertion-short-lived',
      requirements: ['R367'],
      source: 'RFC 7523 §3',
      message: 'client_assertion is valid for too long. Set exp to a minute from now.',
      verdict: invalidClient,
    },
    ({ times, settings, now }) => isShortLived(times, settings.maxLifetimeSeconds, now),
  )
  .refine(
    {
      name: 'client-assertion-identified',
      requirements: ['R368'],
      source: 'RFC 7523 §3',
      message: 'client_assertion has no jti. Set jti to a random string, another one in each assertion.',
      verdict: invalidClient,
    },
    ({ sent, clientId, header, claims: { jti }, times }): ReadAssertion | undefined =>
      isText(jti)
        ? {
            params: sent.params,
            assertion: sent.assertion,
            clientId,
            algorithm: header['alg'],
            id: jti,
            expiresAt: times.expiresAt,
          }
        : undefined,
  );
