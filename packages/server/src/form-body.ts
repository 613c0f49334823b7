import type { FormInput } from '@codegrant/core';
import type { RequestBody } from './http-request.ts';

/** A form body, or why there is none. */
export type FormBody =
  | { readonly kind: 'form'; readonly form: FormInput }
  | { readonly kind: 'tooLarge' }
  /** Somebody has read the body, and left nothing of it. */
  | { readonly kind: 'gone' };

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** The longest body of a form that is read, in bytes. */
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

const readStream = async (stream: AsyncIterable<Uint8Array>): Promise<FormBody> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > bodyLimit) return { kind: 'tooLarge' };
    chunks.push(chunk);
  }
  return textForm(decode(join(chunks, length)));
};

const textForm = (text: string): FormBody =>
  text.length > bodyLimit ? { kind: 'tooLarge' } : { kind: 'form', form: text };

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

const isEmpty = (parsed: object): boolean => Object.keys(parsed).length === 0;

/** Reads a form from what is there of it. A body that was parsed before is used as it is. */
export const readFormBody = async ({ parsed, stream }: RequestBody): Promise<FormBody> => {
  if (typeof parsed === 'string') return textForm(parsed);
  if (parsed instanceof Uint8Array) return textForm(decode(parsed));
  const isObject = typeof parsed === 'object' && parsed !== null;
  // Parsers leave an empty object where the body was not theirs to read.
  if (stream !== undefined && !(isObject && !isEmpty(parsed))) return readStream(stream);
  if (!isObject) return { kind: 'gone' };
  return { kind: 'form', form: Object.entries(parsed).flatMap(([name, value]) => pairsOf(name, value)) };
};
