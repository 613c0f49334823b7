import type { FormInput } from '@codegrant/core';

type Pair = readonly [name: string, value: string];

const isNumbered = (value: object): boolean =>
  !Array.isArray(value) && Object.keys(value).every((key) => /^\d+$/.test(key));

/** Stands for a name with brackets, such as `name[]` or `name[key]`. */
const bracketed = (name: string): Pair => [`${name}[]`, ''];

/**
 * The pairs that a body parser has combined under one name. An array of several strings is a repeated name. An array of
 * one item was sent as `name[]`, and an object as `name[key]`: those are other names.
 */
const pairsOf = (name: string, value: unknown): readonly Pair[] => {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [[name, '']];
  // Some parsers turn a long array into an object with numbered members.
  if (isNumbered(value))
    return [
      [name, ''],
      [name, ''],
    ];
  return Array.isArray(value) && value.length > 1
    ? value.map((item): Pair => (typeof item === 'string' ? [name, item] : bracketed(name)))
    : [bracketed(name)];
};

/** A parser writes U+FFFD for what it cannot decode. In a pair, a lone surrogate is what cannot be decoded. */
const withUndecodable = (text: string): string => text.replaceAll('\uFFFD', '\uD800');

/** Marks what a parser could not decode. */
export const undecodablePairs = (pairs: readonly Pair[]): readonly Pair[] =>
  pairs.map(([name, value]) => [withUndecodable(name), withUndecodable(value)]);

/** Converts the result of a body parser back into the pairs of a form. */
export const formOfParsed = (parsed: unknown): FormInput =>
  typeof parsed === 'object' && parsed !== null
    ? undecodablePairs(Object.entries(parsed).flatMap(([name, value]) => pairsOf(name, value)))
    : [];
