import { decoderFor, plusesAsSpaces, wellFormed } from './form-encoding.ts';

/**
 * The parameters of a form-urlencoded string. A repeated or undecodable parameter has no value, so no reader can pick
 * one of two values.
 */
export interface Params {
  /** Values by name: of parameters that were sent once, with a value. */
  readonly values: ReadonlyMap<string, string>;
  /** Every name that was sent, with or without a value. */
  readonly names: ReadonlySet<string>;
  /** Names that were sent more than once, with or without a value. */
  readonly repeated: ReadonlySet<string>;
  /** Names with a value that is not percent-encoded UTF-8. */
  readonly malformed: ReadonlySet<string>;
  /** Every value of a parameter that may repeat, in the order sent. Undecodable values are left out. */
  readonly all: (name: string) => readonly string[];
}

/** A form-urlencoded string, or the pairs parsed from one, in the order sent. */
export type FormInput = string | readonly (readonly [name: string, value: string])[];

/** A decoded pair. An undecodable name or value is `undefined`. */
export type DecodedPair = readonly [name: string | undefined, value: string | undefined];

type UsePair = (name: string | undefined, value: string | undefined) => void;

const indexOrEnd = (text: string, character: string, from: number): number => {
  const index = text.indexOf(character, from);
  return index === -1 ? text.length : index;
};

const eachPairOfText = (form: string, use: UsePair): void => {
  const text = plusesAsSpaces(form);
  const decode = decoderFor(text);
  let equals = -1;
  for (let start = 0; start < text.length; ) {
    const end = indexOrEnd(text, '&', start);
    // The search goes on where it ended: a form may contain thousands of pairs without an equals sign.
    if (equals < start) equals = indexOrEnd(text, '=', start);
    const nameEnd = Math.min(equals, end);
    if (end > start) use(decode(text.slice(start, nameEnd)), decode(text.slice(nameEnd + 1, end)));
    start = end + 1;
  }
};

/** Decodes every pair of a form once, in the order sent. */
const eachPair = (form: FormInput, use: UsePair): void => {
  if (typeof form === 'string') eachPairOfText(form, use);
  else for (const [name, value] of form) use(wellFormed(name), wellFormed(value));
};

/** Decodes every pair of a form once, in the order sent. */
export const decodePairs = (form: FormInput): readonly DecodedPair[] => {
  const pairs: DecodedPair[] = [];
  eachPair(form, (name, value) => pairs.push([name, value]));
  return pairs;
};

/**
 * Every value of a parameter that may repeat, in the order sent. Undecodable values are left out.
 *
 * @example
 * allValuesOf(decodePairs('scope=read&scope=write'), 'scope'); // ['read', 'write']
 */
export const allValuesOf = (pairs: readonly DecodedPair[], name: string): readonly string[] =>
  pairs.flatMap(([sent, value]) => (sent === name && value !== undefined ? [value] : []));

/** What most requests have of empty, repeated and malformed parameters. To make these sets takes a sixth of the whole time. */
const noNames: ReadonlySet<string> = /* @__PURE__ */ new Set();

const withName = (names: Set<string> | undefined, name: string): Set<string> => names?.add(name) ?? new Set([name]);

class SentParams implements Params {
  readonly values: Map<string, string> = new Map();
  readonly #each: (use: UsePair) => void;
  #withoutValue: Set<string> | undefined;
  #repeated: Set<string> | undefined;
  #malformed: Set<string> | undefined;

  /** Calls `each` with a function that takes every pair. */
  constructor(each: (use: UsePair) => void) {
    this.#each = each;
    each((name, value) => {
      if (name !== undefined) this.#add(name, value);
    });
    // RFC 6749 §3.1: a parameter is sent at most once. Neither of two values is the right one.
    for (const name of this.repeated) {
      this.values.delete(name);
      this.#withoutValue = withName(this.#withoutValue, name);
    }
  }

  #add(name: string, value: string | undefined): void {
    if (value === undefined) this.#malformed = withName(this.#malformed, name);
    // RFC 6749 §3.1: a parameter without a value counts as omitted.
    if (value === undefined || value === '') {
      if (this.values.has(name) || this.#isWithoutValue(name)) this.#repeated = withName(this.#repeated, name);
      this.#withoutValue = withName(this.#withoutValue, name);
      return;
    }
    const before = this.values.size;
    this.values.set(name, value);
    // A map that did not grow had the name before. To ask it first would look the name up twice.
    if (this.values.size === before || this.#isWithoutValue(name)) this.#repeated = withName(this.#repeated, name);
  }

  #isWithoutValue(name: string): boolean {
    return this.#withoutValue?.has(name) ?? false;
  }

  // Collected only when it is asked for: one parameter may repeat, and almost nobody repeats it.
  all(name: string): readonly string[] {
    const values: string[] = [];
    this.#each((sent, value) => {
      if (sent === name && value !== undefined) values.push(value);
    });
    return values;
  }

  get repeated(): ReadonlySet<string> {
    return this.#repeated ?? noNames;
  }

  get malformed(): ReadonlySet<string> {
    return this.#malformed ?? noNames;
  }

  // Collected only when it is asked for, because almost nobody asks.
  get names(): ReadonlySet<string> {
    return new Set([...this.values.keys(), ...(this.#withoutValue ?? noNames)]);
  }
}

/** The parameters of decoded pairs. */
export const paramsOf = (pairs: readonly DecodedPair[]): Params =>
  new SentParams((use) => pairs.forEach(([name, value]) => use(name, value)));

/** Whether a set has one of the names. Most sets are empty. */
export const hasAny = (set: ReadonlySet<string>, names: readonly string[]): boolean =>
  set.size > 0 && names.some((name) => set.has(name));

/**
 * Parses a query or a form body. It keeps what rules must know: repeated names and undecodable values.
 *
 * @param form the raw string without a leading `?`, or pairs. Do not pass a parsed object: it has lost repeated names.
 * @returns the parameters. Never throws. A parameter with an undecodable name is ignored.
 * @see RFC 6749 §3.1 and appendix B
 * @example
 * const params = readParams('client_id=abc&state=%ZZ&scope=');
 * params.values.get('client_id'); // 'abc'
 * params.values.get('scope'); // undefined: an empty parameter counts as absent
 * params.malformed.has('state'); // true
 */
export const readParams = (form: FormInput): Params => new SentParams((use) => eachPair(form, use));
