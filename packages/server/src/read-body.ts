import type { FormInput } from '@codegrant/core';
import type { RequestBody } from './http-request.ts';

/** A body, or why there is none. */
export type Body =
  | { readonly kind: 'text'; readonly text: string }
  /** What a body parser that ran before made of it: an object, or a list. */
  | { readonly kind: 'parsed'; readonly value: object }
  | { readonly kind: 'tooLarge' }
  /** Somebody has read the body, and left nothing of it. */
  | { readonly kind: 'gone' }
  /** Whoever sent the body stopped in the middle of it. */
  | { readonly kind: 'brokenOff' };

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** The longest body that is read, in bytes. */
const bodyLimit = 65_536;

const join = (chunks: readonly Uint8Array[], length: number): Uint8Array => {
  const all = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
};

/** A stream that fails is its sender's doing, and no outage of ours. */
const readStream = async (stream: AsyncIterable<Uint8Array>): Promise<Body> => {
  try {
    return await readChunks(stream);
  } catch {
    return { kind: 'brokenOff' };
  }
};

const readChunks = async (stream: AsyncIterable<Uint8Array>): Promise<Body> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > bodyLimit) return { kind: 'tooLarge' };
    chunks.push(chunk);
  }
  return textBody(decode(join(chunks, length)));
};

const textBody = (text: string): Body => (text.length > bodyLimit ? { kind: 'tooLarge' } : { kind: 'text', text });

const isEmpty = (parsed: object): boolean => Object.keys(parsed).length === 0;

/** Reads a body from what is there of it. A body that was parsed before is used as it is. */
export const readBody = async ({ parsed, stream }: RequestBody): Promise<Body> => {
  if (typeof parsed === 'string') return textBody(parsed);
  if (parsed instanceof Uint8Array) return textBody(decode(parsed));
  const isObject = typeof parsed === 'object' && parsed !== null;
  // Parsers leave an empty object where the body was not theirs to read.
  if (stream !== undefined && !(isObject && !isEmpty(parsed))) return readStream(stream);
  return isObject ? { kind: 'parsed', value: parsed } : { kind: 'gone' };
};

type Pair = readonly [name: string, value: string];

const isNumbered = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).every((key) => /^\d+$/.test(key));

/**
 * What a body parser made of one name. A list is a name that was repeated; a list of one was sent as `name[]`, and an object
 * as `name[key]`, and neither of these is the name.
 */
const pairsOf = (name: string, value: unknown): readonly Pair[] => {
  if (typeof value === 'string') return [[name, value]];
  // Of a long list some parsers make an object with numbers for names.
  if (isNumbered(value))
    return [
      [name, ''],
      [name, ''],
    ];
  return Array.isArray(value) && value.length > 1
    ? value.filter((item) => typeof item === 'string').map((item): Pair => [name, item])
    : [];
};

/** The form that a body parser has read. */
export const formOf = (parsed: object): FormInput =>
  Object.entries(parsed).flatMap(([name, value]) => pairsOf(name, value));
