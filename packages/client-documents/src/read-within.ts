import { FetchRefused } from './fetch-refused.ts';

/** Whether the body of a response is read: only JSON with the status 200 is. */
export const isReadable = (status: number, type: string | undefined): boolean =>
  status === 200 && /^application\/(?:[a-z0-9!#$&^_.-]+\+)?json[ \t]*(?:;|$)/i.test(type ?? '');

/**
 * Reads a body, and counts while it reads.
 *
 * @throws {FetchRefused} as soon as the body has more bytes than it may have
 */
export const readWithin = async (chunks: AsyncIterable<Uint8Array>, maximumBytes: number): Promise<Uint8Array> => {
  const bytes = new Uint8Array(maximumBytes);
  let length = 0;
  for await (const chunk of chunks) {
    if (length + chunk.length > maximumBytes)
      throw new FetchRefused(`The response has more than ${maximumBytes} bytes.`);
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return bytes.subarray(0, length);
};
