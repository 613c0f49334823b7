import type { AccessToken } from '@codegrant/core';
import { splitSpacedScope } from '@codegrant/core/internal';
import { isNonEmptyString } from '../ports/is-non-empty-string.ts';
import { isTime } from '../ports/is-time.ts';

type Members = Readonly<Partial<Record<string, unknown>>>;

const mustBe = (member: string, what: string): never => {
  throw new TypeError(`The answer of the introspection endpoint must have ${member} as ${what}.`);
};

const isMembers = (answer: unknown): answer is Members =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer);

const seconds = 'a number of seconds since 1970-01-01T00:00:00Z';

/** A member that may be missing. */
const optional = <Value>(
  members: Members,
  name: string,
  isRight: (value: unknown) => value is Value,
  what: string,
): Value | undefined => {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  return isRight(value) ? value : mustBe(name, what);
};

const timeIn = (members: Members, name: string): number | undefined => optional(members, name, isTime, seconds);

const textIn = (members: Members, name: string): string | undefined =>
  optional(members, name, isNonEmptyString, 'a non-empty string');

const isText = (value: unknown): value is string => typeof value === 'string';

const scopeIn = (members: Members): readonly string[] =>
  splitSpacedScope(optional(members, 'scope', isText, 'a string') ?? '') ??
  mustBe('scope', 'scope tokens with spaces between');

const isAudience = (value: unknown): value is string | readonly string[] =>
  isNonEmptyString(value) || (Array.isArray(value) && value.every(isNonEmptyString));

/** RFC 7519 §4.1.3: one audience is a string, several are a list. */
const audienceIn = (members: Members): readonly string[] => {
  const aud = optional(members, 'aud', isAudience, 'a string, or a list of strings') ?? [];
  return typeof aud === 'string' ? [aud] : aud;
};

/**
 * Whether whoever has the token may use it: a token that is bound to a key (RFC 9449, RFC 8705) is no bearer token, and its key was not
 * checked.
 */
const isBearer = (members: Members): boolean =>
  (textIn(members, 'token_type') ?? 'Bearer').toLowerCase() === 'bearer' && (members['cnf'] ?? undefined) === undefined;

/** Whether a token is valid at this time, and from this issuer. */
const isValid = (members: Members, { now, issuer }: ExpectedAnswer): boolean => {
  const expiresAt = timeIn(members, 'exp') ?? mustBe('exp', seconds);
  const iss = textIn(members, 'iss');
  const isOfIssuer = issuer === undefined || iss === undefined || iss === issuer;
  return expiresAt > now && (timeIn(members, 'nbf') ?? 0) <= now && isOfIssuer && isBearer(members);
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
  if (!isMembers(answer)) return mustBe('its members', 'a JSON object');
  // Not the string "false", which is true in a condition.
  if (typeof answer['active'] !== 'boolean') return mustBe('active', 'true or false');
  if (!answer['active'] || !isValid(answer, expected)) return undefined;
  const subject = textIn(answer, 'sub');
  const clientId = textIn(answer, 'client_id') ?? mustBe('client_id', 'a non-empty string');
  return {
    // RFC 9068 §2.2: a client that acts for itself is its own subject. It is no user (RFC 9700 §4.15).
    subject: subject === clientId ? undefined : subject,
    clientId,
    scope: scopeIn(answer),
    resources: audienceIn(answer),
    grantId: undefined,
    authTime: timeIn(answer, 'auth_time'),
    // RFC 7662 §2.2: iat is optional.
    issuedAt: timeIn(answer, 'iat') ?? expected.now,
    expiresAt: timeIn(answer, 'exp') ?? mustBe('exp', seconds),
  };
};
