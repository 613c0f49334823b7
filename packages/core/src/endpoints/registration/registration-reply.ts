import { problemFields } from '../../client/problem-fields.ts';
import { isErrorString } from '../../encoding/characters.ts';
import { retryAfterHeader } from '../../errors/retry-after.ts';
import { jsonReply } from '../../http/json-reply.ts';
import type { Reply } from '../../http/reply.ts';
import { noCache } from '../../http/security-headers.ts';
import type { Registered, RegistrationOutcome } from './register.ts';
import type { RegistrationRejection } from './registration-rejection.ts';
import type { RegistrationErrorResponse, RegistrationResponse } from './registration-response-schema.ts';

const responseOf = ({ issued: { clientId, secret, issuedAt }, metadata }: Registered): RegistrationResponse => ({
  client_id: clientId,
  client_id_issued_at: issuedAt,
  // RFC 7591 §3.2.1: client_secret_expires_at is required with a secret, and 0 means that the secret does not expire.
  ...(secret === undefined ? {} : { client_secret: secret, client_secret_expires_at: 0 }),
  ...metadata,
});

/** RFC 6750 §3.1: a request without a token gets no error code in the challenge. */
const challengeOf = ({ rule, hasToken }: RegistrationRejection): Readonly<Record<string, string>> =>
  rule.verdict.status === 401
    ? { 'www-authenticate': `Bearer realm="registration"${hasToken ? ', error="invalid_token"' : ''}` }
    : {};

const errorOf = ({ rule, problems, reason }: RegistrationRejection): RegistrationErrorResponse => ({
  error: rule.verdict.error,
  // The text of the operator may have other characters than a description may have (RFC 6749 §5.2).
  error_description: reason !== undefined && isErrorString(reason) ? reason : rule.message,
  ...(problems.length === 0 ? {} : { invalid_fields: problemFields(problems) }),
});

/** Turns a registered client, or the error, into an HTTP reply: RFC 7591 §3.2. */
export const registrationReply = (outcome: RegistrationOutcome): Reply => {
  switch (outcome.kind) {
    case 'register':
      return jsonReply(201, responseOf(outcome), noCache);
    case 'rejectRegistration': {
      const { verdict } = outcome.rule;
      return jsonReply(verdict.status, errorOf(outcome), {
        ...noCache,
        ...challengeOf(outcome),
        ...retryAfterHeader(verdict),
      });
    }
  }
};
