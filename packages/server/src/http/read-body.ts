import type { FormInput } from '@codegrant/core';
import type { RequestBody } from './http-request.ts';

/** A body, or why there is none. */
export type Body =
  | { readonly kind: 'text'; readonly text: string }
  /** What a body parser that ran before made of it. */
  | { readonly kind: 'parsed'; readonly value: unknown }
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
const readStream = async (stream: AsyncIterable<Uint8Array | string>): Promise<Body> => {
  try {
    return await readChunks(stream);
  } catch {
    return { kind: 'brokenOff' };
  }
};

const utf8 = new TextEncoder();

const readChunks = async (stream: AsyncIterable<Uint8Array | string>): Promise<Body> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    // Middleware may have asked for the stream as text.
    const bytes = typeof chunk === 'string' ? utf8.encode(chunk) : chunk;
    length += bytes.length;
    if (length > bodyLimit) return { kind: 'tooLarge' };
    chunks.push(bytes);
  }
  return textBody(decode(join(chunks, length)));
};

const textBody = (text: string): Body => (text.length > bodyLimit ? { kind: 'tooLarge' } : { kind: 'text', text });

const isFilled = (parsed: unknown): boolean =>
  typeof parsed === 'object' && parsed !== null && Object.keys(parsed).length > 0;

/** Reads a body from what is there of it. A body that was parsed before is used as it is. */
export const readBody = async ({ parsed, stream }: RequestBody): Promise<Body> => {
  if (typeof parsed === 'string') return textBody(parsed);
  if (parsed instanceof Uint8Array) return textBody(decode(parsed));
  // Parsers leave an empty object where the body was not theirs to read.
  if (stream !== undefined && !isFilled(parsed)) return readStream(stream);
  return parsed === undefined ? { kind: 'gone' } : { kind: 'parsed', value: parsed };
};

type Pair = readonly [name: string, value: string];

const isNumbered = (value: object): boolean =>
  !Array.isArray(value) && Object.keys(value).every((key) => /^\d+$/.test(key));

/** What stands for a name with brackets behind it, whatever was in them and behind them. */
const bracketed = (name: string): Pair => [`${name}[]`, ''];

/**
 * What a body parser made of one name. A list is a name that was repeated, as far as its items are texts; a list of one was sent as
 * `name[]`, and an object as `name[key]`, and neither of these is the name.
 */
const pairsOf = (name: string, value: unknown): readonly Pair[] => {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [[name, '']];
  // Of a long list some parsers make an object with numbers for names.
  if (isNumbered(value))
    return [
      [name, ''],
      [name, ''],
    ];
  return Array.isArray(value) && value.length > 1
    ? value.map((item): Pair => (typeof item === 'string' ? [name, item] : bracketed(name)))
    : [bracketed(name)];
};

/** The form that a body parser has read. */
export const formOf = (parsed: unknown): FormInput =>
  typeof parsed === 'object' && parsed !== null
    ? Object.entries(parsed).flatMap(([name, value]) => pairsOf(name, value))
    : [];
