import { createHash, timingSafeEqual } from 'node:crypto';
import type { Answer } from '../answer.ts';
import type { FloorCode } from './floor-state.ts';

const answer = (status: number, body: object): Answer => ({
  status,
  location: undefined,
  body: JSON.stringify(body),
});

const provesByHand = (verifier: string, challenge: string): boolean =>
  timingSafeEqual(createHash('sha256').update(verifier).digest(), Buffer.from(challenge, 'base64url'));

/** What every server must check of a token request (RFC 6749 §4.1.3, RFC 7636 §4.6). */
export const redeemByHand = (parameters: URLSearchParams, taken: FloorCode | undefined): Answer =>
  parameters.get('grant_type') === 'authorization_code' &&
  taken !== undefined &&
  taken.clientId === parameters.get('client_id') &&
  taken.redirectUri === parameters.get('redirect_uri') &&
  taken.expiresAt > Date.now() / 1000 &&
  provesByHand(parameters.get('code_verifier') ?? '', taken.challenge)
    ? answer(200, { access_token: 'token', token_type: 'Bearer', expires_in: 3600, scope: taken.scope })
    : answer(400, { error: 'invalid_grant' });
