/** The octets of one character of UTF-8 beyond ASCII. */
interface CharacterForm {
  /** The lowest and the highest first octet. */
  readonly first: readonly [number, number];
  /** The lowest and the highest second octet. */
  readonly second: readonly [number, number];
  /** How many octets follow the second. */
  readonly more: number;
}

/** RFC 3629 §4. Overlong forms, surrogates and values above U+10FFFF are in none of the rows. */
const forms: readonly CharacterForm[] = [
  { first: [0xc2, 0xdf], second: [0x80, 0xbf], more: 0 },
  { first: [0xe0, 0xe0], second: [0xa0, 0xbf], more: 1 },
  { first: [0xe1, 0xec], second: [0x80, 0xbf], more: 1 },
  { first: [0xed, 0xed], second: [0x80, 0x9f], more: 1 },
  { first: [0xee, 0xef], second: [0x80, 0xbf], more: 1 },
  { first: [0xf0, 0xf0], second: [0x90, 0xbf], more: 2 },
  { first: [0xf1, 0xf3], second: [0x80, 0xbf], more: 2 },
  { first: [0xf4, 0xf4], second: [0x80, 0x8f], more: 2 },
];

const isIn = (octet: number, [low, high]: readonly [number, number]): boolean => octet >= low && octet <= high;

const tail: readonly [number, number] = [0x80, 0xbf];

/** The length of `%XX`. */
const escapeLength = 3;

const digitOf = (code: number): number => {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  // Letters differ from upper case in one bit.
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
};

/** The octet that is percent-encoded at an index. NaN, which is in no range, if there is none. */
const octetAt = (text: string, at: number): number =>
  text.charCodeAt(at) === 0x25 ? digitOf(text.charCodeAt(at + 1)) * 16 + digitOf(text.charCodeAt(at + 2)) : Number.NaN;

/** The length of the character that is percent-encoded at an index. `undefined` if it is not UTF-8. */
const lengthAt = (text: string, at: number): number | undefined => {
  const first = octetAt(text, at);
  if (first < 0x80) return escapeLength;
  const form = forms.find((each) => isIn(first, each.first));
  if (form === undefined || !isIn(octetAt(text, at + escapeLength), form.second)) return undefined;
  const length = escapeLength * (2 + form.more);
  for (let next = at + escapeLength * 2; next < at + length; next += escapeLength)
    if (!isIn(octetAt(text, next), tail)) return undefined;
  return length;
};

/**
 * Whether `decodeURIComponent` can decode a string. Whoever sends a form chooses how often it could not, and an
 * exception costs more than a hundred ordinary parameters.
 */
export const isPercentEncodedUtf8 = (text: string): boolean => {
  for (let at = text.indexOf('%'); at !== -1; ) {
    const length = lengthAt(text, at);
    if (length === undefined) return false;
    at = text.indexOf('%', at + length);
  }
  return true;
};
