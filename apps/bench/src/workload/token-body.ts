import type { AuthorizationRequest } from './workload.ts';

/** The body with which the client redeems a code (RFC 6749 §4.1.3, RFC 7636 §4.5). */
export const tokenBody = ({ clientId, redirectUri, verifier }: AuthorizationRequest, code: string): string =>
  new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: clientId,
    code_verifier: verifier,
  }).toString();
