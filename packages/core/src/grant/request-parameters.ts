import type { Params } from '../encoding/read-params.ts';
import { parseJson } from '../encoding/parse-json.ts';

/** Values by the names of their parameters. */
export type SentParameters = Readonly<Record<string, string>>;

/**
 * The values of the further parameters. The client or the user chose the values, and the server has not checked what the values mean. If a
 * request did not contain a parameter, the member is missing.
 */
export interface RequestParameters {
  /** The values of the authorization request: see `authorizationParameters` of the policy. Empty if there was no authorization request. */
  readonly authorization: SentParameters;
  /** The values of the current token request: see `tokenParameters` of the policy. */
  readonly token: SentParameters;
}

const none: SentParameters = /* @__PURE__ */ Object.freeze({});

/** Of the named parameters, those that have a value. */
export const namedParameters = (
  names: readonly string[],
  valueOf: (name: string) => string | undefined,
): SentParameters =>
  names.length === 0
    ? none
    : Object.fromEntries(
        names.flatMap((name) => {
          const value = valueOf(name);
          return value === undefined ? [] : [[name, value]];
        }),
      );

const sentParameters = ({ values }: Params, names: readonly string[]): SentParameters =>
  namedParameters(names, (name) => values.get(name));

/**
 * The named parameters that were sent, as one string of JSON, for the record of a code.
 *
 * @returns `undefined` only if the policy names no parameters. If it names some, a record without them has lost them
 */
export const recordedParameters = (params: Params, names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : JSON.stringify(sentParameters(params, names));

/** Reads what a record has, of the parameters that the policy still names. */
const readRecorded = (recorded: string | undefined, names: readonly string[]): SentParameters => {
  const read = recorded === undefined || names.length === 0 ? undefined : parseJson(recorded)?.value;
  if (typeof read !== 'object' || read === null) return none;
  return namedParameters(names, (name) => {
    const value: unknown = Object.hasOwn(read, name) ? Reflect.get(read, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  });
};

/** What is recorded, as far as the policy goes. */
interface NamedParameters {
  readonly authorizationParameters: readonly string[];
  readonly tokenParameters: readonly string[];
}

/** The further parameters of a token request, and of the authorization request before it. */
export const requestParameters = (
  params: Params,
  recorded: string | undefined,
  { authorizationParameters, tokenParameters }: NamedParameters,
): RequestParameters => ({
  authorization: readRecorded(recorded, authorizationParameters),
  token: sentParameters(params, tokenParameters),
});
