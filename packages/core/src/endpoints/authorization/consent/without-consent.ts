import type { ConsentKeys } from '../../../crypto/consent-keys.ts';
import type { Entropy } from '../../../crypto/entropy.ts';
import { reject, type Rejection } from '../../../errors/rejection.ts';
import type { Broken } from '../../../rules/stage.ts';
import { askConsent, type ConsentQuestion } from './ask-consent.ts';
import type { AnsweredRequest, ConsentVerdict } from './consent.ts';

/**
 * The decision when consent is missing: show the consent page, or tell the client that access was denied.
 *
 * @param query the form-urlencoded string of the authorization request
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const withoutConsent = (
  { rule }: Broken<ConsentVerdict>,
  answered: AnsweredRequest,
  query: string,
  now: number,
  entropy: Entropy,
  keys: ConsentKeys,
): Rejection | ConsentQuestion => {
  const { verdict } = rule;
  switch (verdict.kind) {
    case 'deny':
      return reject(answered.signedIn.request, { ...rule, verdict }, answered.signedIn.owner.subject);
    case 'askConsent':
      return askConsent(answered, query, now, entropy, keys);
  }
};
