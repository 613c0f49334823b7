import { type Client, isConfidential } from '../client/client.ts';
import type { Policy } from '../settings/policy.ts';

/** OpenID Connect Core §11: with this scope, a client asks for access while the user is away. */
const offlineAccess = 'offline_access';

/** Whether the client may use refresh tokens, by the policy and its registration. */
export const mayRefresh = ({ grant_types, refresh_tokens }: Client, { refreshTokens }: Policy): boolean =>
  refreshTokens !== 'never' && refresh_tokens !== 'never' && grant_types.includes('refresh_token');

/** Whether the client gets a refresh token for a grant of this scope, which is tokens with one space between them. */
export const getsRefreshToken = (client: Client, policy: Policy, scope: string): boolean =>
  mayRefresh(client, policy) &&
  ((client.refresh_tokens ?? policy.refreshTokens) === 'always' || scope.split(' ').includes(offlineAccess));

/** RFC 9700 §2.2.2: the refresh tokens of a public client rotate, whatever the policy is. */
export const rotates = (client: Client, { refreshTokenRotation }: Policy): boolean =>
  refreshTokenRotation === 'always' || !isConfidential(client);
