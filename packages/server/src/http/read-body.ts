import type { RequestBody } from './http-request.ts';

/** A body, or the reason why it could not be read. */
export type Body =
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
const readStream = async (stream: AsyncIterable<Uint8Array | string>): Promise<Body> => {
  try {
    return await readChunks(stream);
  } catch {
    return { kind: 'incomplete' };
  }
};

const utf8 = new TextEncoder();

const readChunks = async (stream: AsyncIterable<Uint8Array | string>): Promise<Body> => {
  const decoder = newDecoder();
  let text = '';
  let length = 0;
  for await (const chunk of stream) {
    // Middleware may have set an encoding on the stream.
    const bytes = typeof chunk === 'string' ? utf8.encode(chunk) : chunk;
    length += bytes.length;
    if (length > bodyLimit) return { kind: 'tooLarge' };
    // A character may begin in one chunk and end in the next.
    text += decoder.decode(bytes, { stream: true });
  }
  return { kind: 'text', text: text + decoder.decode() };
};

const textBody = (text: string): Body => (text.length > bodyLimit ? { kind: 'tooLarge' } : { kind: 'text', text });

const isFilled = (parsed: unknown): boolean =>
  typeof parsed === 'object' && parsed !== null && Object.keys(parsed).length > 0;

/** Reads a body. A body that was parsed before is used as it is. */
export const readBody = async ({ parsed, stream }: RequestBody): Promise<Body> => {
  if (typeof parsed === 'string') return textBody(parsed);
  if (parsed instanceof Uint8Array) return textBody(newDecoder().decode(parsed));
  // Parsers leave an empty object if they did not read the body.
  if (stream !== undefined && !isFilled(parsed)) return readStream(stream);
  return parsed === undefined ? { kind: 'alreadyRead' } : { kind: 'parsed', value: parsed };
};
