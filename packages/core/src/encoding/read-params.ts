import { decodeFormValue, wellFormed } from './form-encoding.ts';

/**
 * What a request's form-urlencoded text says. A name that was sent twice, or whose value can not be decoded, has no
 * value at all: whoever reads it by name can not be made to read one of two.
 */
export interface Params {
  /** Values by name. A name is here when it was sent once, with a value. */
  readonly values: ReadonlyMap<string, string>;
  /** Every name that was sent, with or without a value. */
  readonly names: ReadonlySet<string>;
  /** Names that were sent more than once, with or without a value. */
  readonly repeated: ReadonlySet<string>;
  /** Names with a value that is not UTF-8 in percent-encoding. */
  readonly malformed: ReadonlySet<string>;
}

/** Form-urlencoded text, or the pairs that somebody already read from it, in the order sent. */
export type FormInput = string | readonly (readonly [name: string, value: string])[];

/** A pair as it was sent, decoded; `undefined` for a half that can not be decoded. */
type DecodedPair = readonly [name: string | undefined, value: string | undefined];

const decodePair = (pair: string): DecodedPair => {
  const equals = pair.indexOf('=');
  return equals === -1
    ? [decodeFormValue(pair), '']
    : [decodeFormValue(pair.slice(0, equals)), decodeFormValue(pair.slice(equals + 1))];
};

const decodePairs = (form: FormInput): readonly DecodedPair[] =>
  typeof form === 'string'
    ? form
        .split('&')
        .filter((pair) => pair !== '')
        .map(decodePair)
    : form.map(([name, value]) => [wellFormed(name), wellFormed(value)]);

/**
 * Every value that was sent under a name that may repeat, in the order sent, without those that can not be decoded.
 *
 * @example
 * readAll('scope=read&scope=write', 'scope'); // ['read', 'write']
 */
export const readAll = (form: FormInput, name: string): readonly string[] =>
  decodePairs(form).flatMap(([sent, value]) => (sent === name && value !== undefined ? [value] : []));

/**
 * Reads a query or a form body, losing nothing that a rule must know: repeated names, malformed values.
 *
 * @param form the raw text, without a leading `?`, or pairs. A parsed object is no input: it has lost repeated names.
 * @returns the parameters. Never throws: a name that can not be decoded is nobody's name, and is left out.
 * @see RFC 6749 §3.1 and appendix B
 * @example
 * const params = readParams('client_id=abc&state=%ZZ&scope=');
 * params.values.get('client_id'); // 'abc'
 * params.values.get('scope'); // undefined: an empty parameter counts as absent
 * params.malformed.has('state'); // true
 */
export const readParams = (form: FormInput): Params => {
  const values = new Map<string, string>();
  const names = new Set<string>();
  const repeated = new Set<string>();
  const malformed = new Set<string>();
  for (const [name, value] of decodePairs(form)) {
    if (name === undefined) continue;
    if (names.has(name)) repeated.add(name);
    names.add(name);
    if (value === undefined) malformed.add(name);
    // RFC 6749 §3.1: a parameter without a value is treated as if it had been left out.
    else if (value !== '') values.set(name, value);
  }
  // RFC 6749 §3.1: parameters are sent at most once. Of two values neither is the right one.
  for (const name of repeated) values.delete(name);
  return { values, names, repeated, malformed };
};
