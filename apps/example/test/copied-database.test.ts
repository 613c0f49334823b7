import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { newTokenRequest } from './new-token-request.ts';
import { clientsFile, redeem } from './registered-client.ts';
import { exampleForTest } from './use-example.ts';

it('a copy of the database has no code, access token or refresh token, only their hashes', async () => {
  const folder = temporaryFolder(onTestFinished);
  const { serverUrl, stop } = await exampleForTest({
    STORE: `sqlite:${join(folder, 'app.db')}`,
    CLIENTS: clientsFile,
  });
  const form = await newTokenRequest(serverUrl, 'refreshing', { scope: 'read' });
  const { body: first } = await redeem(serverUrl, form);
  const refresh = {
    grant_type: 'refresh_token',
    client_id: 'refreshing',
    refresh_token: first['refresh_token'] ?? '',
  };
  const { body: second } = await redeem(serverUrl, refresh);
  await stop();
  const secrets = [form['code'], ...[first, second].flatMap((body) => [body['access_token'], body['refresh_token']])];
  expect(new Set(secrets).size).toBe(5);
  const copy = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'latin1'))
    .join('');
  expect(copy).toContain('refreshing');
  for (const secret of secrets) {
    expect(secret).toMatch(/^[\w-]{43,}$/);
    expect(copy).not.toContain(secret);
  }
});
