import type { ClientManager } from '@codegrant/server';
import type { ApiKeys } from './api-keys.ts';
import { bearerTokenIn } from './bearer-token.ts';
import type { HeaderOf } from './owner.ts';

/**
 * Tells who manages clients: a program with the API key of a user. Here each user is an organization with one member. The cookie of a session
 * does not count, so no page can create a client for a user who is signed in.
 */
export const managerFrom =
  <Context>(apiKeys: ApiKeys, headerOf: HeaderOf<Context>) =>
  async (context: Context): Promise<ClientManager | undefined> => {
    const key = bearerTokenIn(headerOf(context, 'authorization'));
    const owner = key === undefined ? undefined : await apiKeys.find(key);
    return owner && { orgId: owner.subject, userId: owner.subject };
  };
