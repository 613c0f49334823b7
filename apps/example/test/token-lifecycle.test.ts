import { describe, expect, it } from 'vitest';
import { libraryClients } from './library-clients.ts';
import { clientsFile } from './registered-client.ts';
import { adapters } from './start-example.ts';
import { statusOfMe } from './status-of-me.ts';
import { useExample } from './use-example.ts';

const servers = adapters.flatMap((adapter) => [[adapter, 'opaque'] as const, [adapter, 'jwt'] as const]);

describe.each(servers)('Served by %s, with ACCESS_TOKENS=%s,', (ADAPTER, ACCESS_TOKENS) => {
  const example = useExample({ ADAPTER, ACCESS_TOKENS, CLIENTS: clientsFile });

  const status = (accessToken: string): Promise<number> => statusOfMe(example.serverUrl, accessToken);

  it.each(Object.entries(libraryClients))(
    '%s gets tokens, refreshes them, refreshes once more as if an answer was lost, and revokes all of them.',
    async (_name, clientOf) => {
      const { authorize, refresh, revoke, isActive } = await clientOf(example.serverUrl);
      const issued = await authorize();
      const refreshed = await refresh(issued.refreshToken);
      expect(refreshed.refreshToken).not.toBe(issued.refreshToken);
      const again = await refresh(issued.refreshToken);
      expect(again.refreshToken).toBe(refreshed.refreshToken);

      const accessTokens = [issued, refreshed, again].map(({ accessToken }) => accessToken);
      expect(new Set(accessTokens).size).toBe(3);
      for (const token of accessTokens) expect([await status(token), await isActive(token)]).toEqual([200, true]);
      expect([await isActive(issued.refreshToken), await isActive(refreshed.refreshToken)]).toEqual([false, true]);

      await revoke(refreshed.refreshToken);
      for (const token of accessTokens) expect([await status(token), await isActive(token)]).toEqual([401, false]);
      expect(await isActive(refreshed.refreshToken)).toBe(false);
      for (const token of [issued.refreshToken, refreshed.refreshToken]) await expect(refresh(token)).rejects.toThrow();
    },
  );
});
