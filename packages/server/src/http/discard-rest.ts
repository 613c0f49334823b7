/** A request of node:http, as far as its body is concerned. */
interface IncomingBody {
  /** Whether the whole request has arrived. */
  readonly complete: boolean;
  readonly unpipe: () => unknown;
  readonly on: (event: 'data', listener: (chunk: { readonly length: number }) => void) => unknown;
  readonly once: (event: 'close', listener: () => void) => unknown;
  readonly resume: () => unknown;
  readonly pause: () => unknown;
  readonly destroy: () => unknown;
}

/** A response of node:http, as far as its end is concerned. */
interface OutgoingResponse {
  readonly writableFinished: boolean;
  readonly once: (event: 'finish', listener: () => void) => unknown;
}

/** How much of a refused body is read after the answer, in bytes. */
const restLimit = 1_048_576;

/** How long the rest may take after the answer, in milliseconds. */
const restTimeout = 2000;

/**
 * Reads and drops what is left of a body that the answer does not need, for adapters on node:http. Without it, Node
 * never reads the rest of a body that was read in part, and the next request on the connection is never answered. The
 * answer is not held up. If the rest is too long or too slow, the connection is closed after the answer.
 *
 * @see RFC 9112 §9.3: read the entire body, or close the connection
 */
export const discardRest = (request: IncomingBody, response: OutgoingResponse): void => {
  if (request.complete) return;
  const afterAnswer = (act: () => void): void => {
    if (response.writableFinished) act();
    else response.once('finish', act);
  };
  const close = (): void => {
    if (!request.complete) request.destroy();
  };
  let length = 0;
  // A hook may have piped the request into a decoder, which waits for a reader.
  request.unpipe();
  request.on('data', (chunk) => {
    length += chunk.length;
    if (length <= restLimit) return;
    request.pause();
    afterAnswer(close);
  });
  request.resume();
  afterAnswer(() => {
    const timer = setTimeout(close, restTimeout);
    request.once('close', () => clearTimeout(timer));
  });
};
