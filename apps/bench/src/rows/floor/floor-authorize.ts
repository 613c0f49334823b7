import type { Answer } from '../answer.ts';
import type { FloorCode } from './floor-state.ts';

/** A request that the floor has accepted, or what it answers instead. */
export type FloorRequest =
  | { readonly kind: 'accepted'; readonly code: FloorCode; readonly state: string }
  | { readonly kind: 'answered'; readonly answer: Answer };

const refuse = (body: string): FloorRequest => ({
  kind: 'answered',
  answer: { status: 400, location: undefined, body },
});

const redirect = (location: string): Answer => ({ status: 302, location, body: '' });

const iss = '&iss=https%3A%2F%2Flogin.example';

const tellClient = (redirectUri: string, error: string, state: string): FloorRequest => ({
  kind: 'answered',
  answer: redirect(`${redirectUri}?error=${error}&state=${encodeURIComponent(state)}${iss}`),
});

/** What every server must check of an authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3), for one workload. */
export const checkByHand = (
  parameters: URLSearchParams,
  redirectUris: readonly string[] | undefined,
  scopes: ReadonlySet<string>,
): FloorRequest => {
  if (redirectUris === undefined) return refuse('Unknown client.');
  const redirectUri = parameters.get('redirect_uri') ?? '';
  if (!redirectUris.includes(redirectUri)) return refuse('Unknown redirect URI.');
  const state = parameters.get('state') ?? '';
  if (parameters.get('response_type') !== 'code') return tellClient(redirectUri, 'unsupported_response_type', state);
  const challenge = parameters.get('code_challenge') ?? '';
  if (parameters.get('code_challenge_method') !== 'S256' || !/^[A-Za-z0-9_-]{43}$/.test(challenge))
    return tellClient(redirectUri, 'invalid_request', state);
  const scope = parameters.get('scope') ?? '';
  for (const token of scope.split(' ')) if (!scopes.has(token)) return tellClient(redirectUri, 'invalid_scope', state);
  const clientId = parameters.get('client_id') ?? '';
  const expiresAt = Math.floor(Date.now() / 1000) + 60;
  return { kind: 'accepted', code: { clientId, redirectUri, challenge, scope, expiresAt }, state };
};

/** A code: 32 random bytes in base64url, with a call of the platform for each. */
export const codeByHand = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(32)).buffer).toString('base64url');

/** The redirect to the client with its code (RFC 6749 §4.1.2, RFC 9207). */
export const redirectByHand = ({ redirectUri }: FloorCode, code: string, state: string): Answer =>
  redirect(`${redirectUri}?code=${code}&state=${encodeURIComponent(state)}${iss}`);
