import type { Params } from '../../encoding/read-params.ts';
import { invalidClient, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import { type AssertionTimes, isCurrent, isShortLived, timesOf } from './assertion-times.ts';
import { isNonEmptyText } from './is-non-empty-text.ts';
import type { ReadableAssertion } from './readable-assertion.ts';

interface Named extends ReadableAssertion {
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

/**
 * RFC 7523 §3: what a client assertion says. All of it is judged before the client is looked up, so an error that names its reason does not
 * tell whether the client exists.
 */
export const readAssertionStage: Stage<ReadableAssertion, ReadAssertion, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  ReadableAssertion,
  TokenRejectionVerdict
>()
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
      return isNonEmptyText(sub) && iss === sub && clientId === sub ? { ...read, clientId: sub } : undefined;
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
    ({ claims: { aud }, settings }) => isNonEmptyText(aud) && settings.audiences.includes(aud),
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
      isNonEmptyText(jti)
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
