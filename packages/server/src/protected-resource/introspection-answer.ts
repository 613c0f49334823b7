import type { AccessToken } from '@codegrant/core';
import { isJsonObject, splitSpacedScope } from '@codegrant/core/internal';
import type { Check } from '../ports/checked-record.ts';
import { aString, aTime } from '../ports/checks.ts';
import { isNonEmptyString } from '../ports/is-non-empty-string.ts';
import { withoutNull } from '../ports/stored-values.ts';

type Members = Readonly<Partial<Record<string, unknown>>>;

const mustBe = (member: string, what: string): never => {
  throw new TypeError(`The answer of the introspection endpoint must have ${member} as ${what}.`);
};

/** A member that may be missing. */
const optional = <Value>(members: Members, name: string, { is, what }: Check<Value>): Value | undefined => {
  const value = withoutNull(members[name]);
  return value === undefined || is(value) ? value : mustBe(name, what);
};

/** It may be empty. */
const aText: Check<string> = { is: (value): value is string => typeof value === 'string', what: 'a string' };

const scopeIn = (members: Members): readonly string[] =>
  splitSpacedScope(optional(members, 'scope', aText) ?? '') ?? mustBe('scope', 'scope tokens with spaces between');

const anAudience: Check<string | readonly string[]> = {
  is: (value): value is string | readonly string[] =>
    isNonEmptyString(value) || (Array.isArray(value) && value.every(isNonEmptyString)),
  what: 'a string, or a list of strings',
};

/** RFC 7519 §4.1.3: one audience is a string, several are a list. */
const audienceIn = (members: Members): readonly string[] => {
  const aud = optional(members, 'aud', anAudience) ?? [];
  return typeof aud === 'string' ? [aud] : aud;
};

/**
 * Whether whoever has the token may use it: a token that is bound to a key (RFC 9449, RFC 8705) is no bearer token, and its key was not
 * checked.
 */
const isBearer = (members: Members): boolean =>
  (optional(members, 'token_type', aString) ?? 'Bearer').toLowerCase() === 'bearer' &&
  withoutNull(members['cnf']) === undefined;

/** Whether a token is valid at this time, and from this issuer. */
const isValid = (members: Members, { now, issuer }: ExpectedAnswer): boolean => {
  const expiresAt = optional(members, 'exp', aTime) ?? mustBe('exp', aTime.what);
  const iss = optional(members, 'iss', aString);
  const isOfIssuer = issuer === undefined || iss === undefined || iss === issuer;
  return expiresAt > now && (optional(members, 'nbf', aTime) ?? 0) <= now && isOfIssuer && isBearer(members);
};

/** What an answer is compared with. */
interface ExpectedAnswer {
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** The issuer that the answer must name, if it names one. */
  readonly issuer?: string | undefined;
}

/**
 * Reads the answer of an introspection endpoint.
 *
 * @returns what the token was issued for, or `undefined` if it is not valid
 * @throws {TypeError} if the answer is none, or lacks what is needed: `active`, `client_id` and `exp`
 * @see RFC 7662 §2.2
 */
export const readIntrospection = (answer: unknown, expected: ExpectedAnswer): AccessToken | undefined => {
  if (!isJsonObject(answer)) return mustBe('its members', 'a JSON object');
  // Not the string "false", which is true in a condition.
  if (typeof answer['active'] !== 'boolean') return mustBe('active', 'true or false');
  if (!answer['active'] || !isValid(answer, expected)) return undefined;
  const subject = optional(answer, 'sub', aString);
  const clientId = optional(answer, 'client_id', aString) ?? mustBe('client_id', aString.what);
  return {
    // RFC 9068 §2.2: a client that acts for itself is its own subject. It is no user (RFC 9700 §4.15).
    subject: subject === clientId ? undefined : subject,
    clientId,
    scope: scopeIn(answer),
    resources: audienceIn(answer),
    grantId: undefined,
    authTime: optional(answer, 'auth_time', aTime),
    // RFC 7662 §2.2: iat is optional.
    issuedAt: optional(answer, 'iat', aTime) ?? expected.now,
    expiresAt: optional(answer, 'exp', aTime) ?? mustBe('exp', aTime.what),
  };
};
