import * as v from 'valibot';
import { isScopeToken } from '../encoding/characters.ts';
import type { Result } from './invalid-settings.ts';

/** Every problem as a sentence that begins with the member's name. */
const sentence = (issue: v.BaseIssue<unknown>): string => `${v.getDotPath(issue) ?? 'the value'} ${issue.message}.`;

/** Reads untrusted settings with a schema. On failure it lists every invalid member. */
export const readSettings = <const Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): Result<v.InferOutput<Schema>> => {
  const { success, output, issues } = v.safeParse(schema, input);
  if (success) return { kind: 'valid', value: output };
  const [first, ...others] = issues;
  return { kind: 'invalid', problems: [sentence(first), ...others.map(sentence)] };
};

const missing = 'is missing';

/** The message for a value that is not an object. A missing member gets a message of its own. */
export const objectMessage =
  (otherwise: string) =>
  (issue: v.BaseIssue<unknown>): string =>
    issue.path !== undefined && issue.input === undefined ? missing : otherwise;

/** A string. A missing member gets a message of its own. */
export const string = (): v.StringSchema<v.ErrorMessage<v.StringIssue>> =>
  v.string((issue) => (issue.input === undefined ? missing : 'must be a string'));

/** A string with at least one character. */
export const nonEmptyString = (): v.GenericSchema<string> => v.pipe(string(), v.nonEmpty('must not be empty'));

/** RFC 6749 §3.3: a scope token. */
export const scopeToken = (): v.GenericSchema<string> =>
  v.pipe(string(), v.check(isScopeToken, 'must be a scope token: no spaces, quotes or backslashes (RFC 6749 §3.3)'));

// A valibot record silently drops these names, so a member of that name would be lost. It also accepts a list.
const hasOrdinaryNames = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !['__proto__', 'prototype', 'constructor'].some((name) => Object.hasOwn(value, name));

/** An object with names of the operator. */
export const recordOf = <Member>(
  name: v.GenericSchema<string>,
  member: v.GenericSchema<Member>,
  example: string,
): v.GenericSchema<Readonly<Record<string, unknown>>, Readonly<Record<string, Member>>> =>
  v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(
      hasOrdinaryNames,
      'must be an object without the names __proto__, prototype and constructor',
    ),
    v.record(name, member, `must be an object such as ${example}`),
  );

/** One of the given values. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(
  words: Words,
): v.GenericSchema<Words[number]> => v.picklist(words, `must be one of ${words.join(', ')}`);

/** A list with at least one element. */
export const nonEmptyList = <Item>(item: v.GenericSchema<Item>): v.GenericSchema<readonly Item[]> =>
  v.pipe(
    v.array(item, (issue) => (issue.input === undefined ? missing : 'must be a list')),
    v.nonEmpty('must not be empty'),
    v.readonly(),
  );

/** A whole number of seconds within limits. */
export const seconds = (least: number, most: number): v.GenericSchema<number> => {
  const message = `must be a whole number of seconds from ${least} to ${most}`;
  return v.custom<number>(
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
    message,
  );
};
