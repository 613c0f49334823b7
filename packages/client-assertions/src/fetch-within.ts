import type { FetchKeys } from './fetch-keys.ts';

/** RFC 7517 §5: a key set with a dozen RSA keys has less. */
const maximumBytes = 65_536;

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

/** Fetches a key set for jose. A function that never answers must not stop the requests that come later. */
export const fetchWithin = async (url: string, fetch: FetchKeys, signal: AbortSignal): Promise<Response> => {
  const type = 'application/jwk-set+json, application/json';
  const { status, bytes } = await Promise.race([fetch(url, { maximumBytes, type }), aborted(signal)]);
  if (status !== 200) throw new Error(`the status of the response is ${status}, and must be 200`);
  // A fetch of the operator may not have counted.
  if (bytes.length > maximumBytes) throw new Error(`the response has more than ${maximumBytes} bytes`);
  return new Response(new Uint8Array(bytes), { status });
};
