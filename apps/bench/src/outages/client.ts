import * as v from 'valibot';
import { pkceOf } from '../workload/pkce.ts';

/** The issuer of the servers. Nothing listens there. */
export const issuer = 'http://127.0.0.1:3000';

/** The client of the load. Its users are not asked: each request gets a code. */
export const client = {
  client_id: 'load',
  redirect_uris: ['https://client.example/callback'],
  client_secret: 'the secret of the load',
  consent: 'skip',
} as const;

const [redirect_uri] = client.redirect_uris;
const { verifier, challenge } = pkceOf(0);

const authorizationQuery = new URLSearchParams({
  response_type: 'code',
  client_id: client.client_id,
  redirect_uri,
  code_challenge: challenge,
  code_challenge_method: 'S256',
}).toString();

/** What a request came to. */
export type Answer =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'tokens' }
  /** `invalid_grant`: the code was used, or is unknown. */
  | { readonly kind: 'used' }
  /** A 503 response, or `temporarily_unavailable`. */
  | { readonly kind: 'refused' }
  /** The connection was refused, or ended before the response. */
  | { readonly kind: 'cut' }
  /** No response in 30 seconds. */
  | { readonly kind: 'hung' };

/** In milliseconds. */
const longest = 30_000;

const tokenResponse = v.object({ error: v.optional(v.string()) });

const send = async (
  url: string,
  init: RequestInit,
  read: (response: Response) => Promise<Answer> | Answer,
): Promise<Answer> => {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(longest) });
    return response.status === 503 ? await drained(response) : await read(response);
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'cut' };
    if (error instanceof DOMException && error.name === 'TimeoutError') return { kind: 'hung' };
    throw error;
  }
};

const drained = async (response: Response): Promise<Answer> => {
  await response.text();
  return { kind: 'refused' };
};

const unexpected = async (response: Response): Promise<never> => {
  throw new Error(`Unexpected response ${response.status}: ${await response.text()}`);
};

/** Asks a server for a code. */
export const authorize = (origin: string): Promise<Answer> =>
  send(`${origin}/oauth/authorize?${authorizationQuery}`, {}, async (response) => {
    await response.text();
    const { searchParams } = new URL(response.headers.get('location') ?? '/', issuer);
    const code = searchParams.get('code');
    if (code !== null) return { kind: 'code', code };
    return searchParams.get('error') === 'temporarily_unavailable' ? { kind: 'refused' } : unexpected(response);
  });

/** Redeems a code at a server. */
export const redeem = (origin: string, code: string): Promise<Answer> => {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri,
    client_id: client.client_id,
    client_secret: client.client_secret,
    code_verifier: verifier,
  });
  return send(`${origin}/oauth/token`, { method: 'POST', body }, async (response) => {
    const { error } = v.parse(tokenResponse, await response.json());
    if (response.status === 200 && error === undefined) return { kind: 'tokens' };
    if (error === 'invalid_grant') return { kind: 'used' };
    throw new Error(`Unexpected response ${response.status} of the token endpoint: ${error}`);
  });
};
