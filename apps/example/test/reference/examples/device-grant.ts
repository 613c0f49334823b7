import type { DatabaseSync } from 'node:sqlite';
import { extensionGrant, type ServedGrantType } from '@codegrant/server';

/** The device flow (RFC 8628 §3.4). Your own pages give codes to devices, and let a signed-in user allow or deny one. */
export const deviceGrant = (db: DatabaseSync): ServedGrantType => {
  db.exec(`
    CREATE TABLE IF NOT EXISTS devices (
      code TEXT PRIMARY KEY, clientId TEXT NOT NULL, scope TEXT NOT NULL, subject TEXT, state TEXT NOT NULL, expiresAt INTEGER NOT NULL)`);
  const find = db.prepare(
    'SELECT subject, scope, state FROM devices WHERE code = ? AND clientId = ? AND expiresAt > unixepoch()',
  );
  // One statement, so that of two requests at the same time one gets the access token.
  const use = db.prepare("UPDATE devices SET state = 'used' WHERE code = ? AND state = 'allowed'");
  return extensionGrant('urn:ietf:params:oauth:grant-type:device_code', ({ client_id }, { get }) => {
    const code = get('device_code') ?? '';
    const device = find.get(code, client_id);
    if (device?.['state'] === 'asked') return { error: 'authorization_pending' };
    if (device?.['state'] === 'denied') return { error: 'access_denied', description: 'The user denied the device.' };
    if (device === undefined || use.run(code).changes === 0) return { error: 'invalid_grant' };
    return { subject: String(device['subject']), scope: String(device['scope']).split(' ') };
  });
};
