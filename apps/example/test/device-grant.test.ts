import { DatabaseSync } from 'node:sqlite';
import { listen, optionsWith } from '@codegrant/conformance/suite';
import { toNodeHandler } from '@codegrant/node';
import { clientList, createAuthorizationServer, defineClient } from '@codegrant/server';
import { expect, it, onTestFinished } from 'vitest';
import { deviceGrant } from './reference/examples/device-grant.ts';

const grantType = 'urn:ietf:params:oauth:grant-type:device_code';

it('The device flow of the reference: the device waits, gets one access token for the user, and is denied one by another (R233, R234).', async () => {
  const db = new DatabaseSync(':memory:');
  const server = createAuthorizationServer<unknown>({
    ...optionsWith(() => undefined),
    tokens: undefined,
    grantTypes: [deviceGrant(db)],
    clients: clientList(['tv', 'radio'].map((client_id) => defineClient({ client_id, grant_types: [grantType] }))),
  });
  const { origin, close } = await listen(toNodeHandler(server));
  onTestFinished(close);
  const ask = async (client_id: string): Promise<Record<string, unknown>> => {
    const body = new URLSearchParams({ grant_type: grantType, client_id, device_code: 'a-code' });
    const response = await fetch(`${origin}/oauth/token`, { method: 'POST', body });
    return (await response.json()) as Record<string, unknown>;
  };
  const become = (state: string): unknown => db.prepare('UPDATE devices SET state = ?').run(state);

  expect(await ask('tv')).toMatchObject({ error: 'invalid_grant' });
  db.prepare("INSERT INTO devices VALUES ('a-code', 'tv', 'read', '17', 'asked', unixepoch() + 60)").run();
  expect(await ask('tv')).toMatchObject({ error: 'authorization_pending' });
  expect(await ask('radio')).toMatchObject({ error: 'invalid_grant' });
  become('denied');
  expect(await ask('tv')).toMatchObject({ error: 'access_denied', error_description: 'The user denied the device.' });
  become('allowed');
  const { access_token, ...answer } = await ask('tv');
  expect(answer).toEqual({ token_type: 'Bearer', expires_in: 600, scope: 'read' });
  expect(await server.find(String(access_token))).toMatchObject({ subject: '17', clientId: 'tv', scope: ['read'] });
  expect(await ask('tv')).toMatchObject({ error: 'invalid_grant' });
});
