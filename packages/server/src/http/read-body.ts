import { replaceSurrogates } from '@codegrant/core/internal';
import type { RequestBody } from './http-request.ts';

/** A body, or the reason why it could not be read. */
export type Body =
  /** The body as text. U+FFFD stands for octets that are not UTF-8. */
  | { readonly kind: 'text'; readonly text: string }
  /** The result of a body parser that ran before. */
  | { readonly kind: 'parsed'; readonly value: unknown }
  | { readonly kind: 'tooLarge' }
  /** Other code has read the body and left nothing of it. */
  | { readonly kind: 'alreadyRead' }
  /** The sender stopped in the middle of the body. */
  | { readonly kind: 'incomplete' };

const newDecoder = () => new TextDecoder('utf-8', { ignoreBOM: true });

/** The longest body that is read, in bytes. */
const bodyLimit = 65_536;

/** A stream fails because its sender went away: that is no failure of this server. */
const readStream = async (stream: AsyncIterable<unknown>): Promise<Body> => {
  try {
    return await readChunks(stream);
  } catch {
    return { kind: 'incomplete' };
  }
};

const utf8 = new TextEncoder();

/** The octets of a chunk. `undefined` if other code has replaced them with something else. */
const octetsOf = (chunk: unknown): Uint8Array | undefined => {
  // Middleware may have set an encoding on the stream.
  if (typeof chunk === 'string') return utf8.encode(chunk);
  // Measured in octets: a view may have another unit, and a buffer has no length at all.
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return chunk instanceof ArrayBuffer ? new Uint8Array(chunk) : undefined;
};

const readChunks = async (stream: AsyncIterable<unknown>): Promise<Body> => {
  const decoder = newDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of stream) {
    const octets = octetsOf(chunk);
    if (octets === undefined) return { kind: 'alreadyRead' };
    length += octets.length;
    if (length > bodyLimit) return { kind: 'tooLarge' };
    // A character may begin in one chunk and end in the next.
    text += decoder.decode(octets, { stream: true });
  }
  return { kind: 'text', text: text + decoder.decode() };
};

const textOf = (octets: Uint8Array): Body =>
  octets.length > bodyLimit ? { kind: 'tooLarge' } : { kind: 'text', text: newDecoder().decode(octets) };

const parsedText = (text: string): Body =>
  // A character has three octets at most, so most texts need not be encoded to be measured.
  text.length * 3 > bodyLimit ? textOf(utf8.encode(text)) : { kind: 'text', text: replaceSurrogates(text) };

const isFilled = (parsed: unknown): boolean =>
  typeof parsed === 'object' && parsed !== null && Object.keys(parsed).length > 0;

/** Reads a body: at once, if it was read before. A body that was parsed before is used as it is. */
export const readBody = ({ parsed, stream }: RequestBody): Body | Promise<Body> => {
  if (typeof parsed === 'string') return parsedText(parsed);
  if (parsed instanceof Uint8Array) return textOf(parsed);
  // Parsers leave an empty object if they did not read the body.
  if (stream !== undefined && !isFilled(parsed)) return readStream(stream);
  return parsed === undefined ? { kind: 'alreadyRead' } : { kind: 'parsed', value: parsed };
};
