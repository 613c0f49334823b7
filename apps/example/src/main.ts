import { randomBytes } from 'node:crypto';
import { InvalidSettings, registrationAdvice } from '@codegrant/server';
import { accessTokensFor } from './access-tokens.ts';
import { adapters } from './adapters.ts';
import { allClients } from './clients.ts';
import { demoClient } from './demo-client.ts';
import { issuerFor } from './issuer.ts';
import { listen, loopbackOf } from './listen.ts';
import { onStop } from './on-stop.ts';
import { readSettings } from './settings.ts';
import { openStorage } from './storage/open-storage.ts';
import { storageAdvice } from './storage-advice.ts';

// Start reading here. Then read app.ts for the authorization server, and demo-client.ts for the client that uses it.

const start = async (): Promise<void> => {
  const settings = readSettings(process.env);
  for (const client of settings.CLIENTS)
    for (const advice of registrationAdvice(client)) console.warn(`CLIENTS: client ${client.client_id}: ${advice}`);
  const storage = await openStorage(settings.STORE);
  const server = await listen('PORT', settings.PORT, settings.HOST);
  const client = await listen('CLIENT_PORT', settings.CLIENT_PORT, loopbackOf(settings.HOST));
  // From here on the URLs are known, whatever ports the system chose.
  const issuer = issuerFor(settings.ISSUER, server.url);

  const app = await adapters[settings.ADAPTER]({
    issuer,
    clients: allClients(client.url, settings.CLIENTS),
    rememberConsent: settings.REMEMBER_CONSENT,
    storage,
    tokens: await accessTokensFor(settings, issuer, storage.grants),
    consentKeys: settings.CONSENT_KEY ?? [randomBytes(32)],
    consent: settings.CONSENT,
  });
  server.serve(app);
  client.serve(demoClient({ clientUrl: client.url, serverUrl: server.url, issuer }));

  onStop(async () => {
    await Promise.all([client.drain(), server.drain()]);
    await storage.close();
    process.exit(0);
  });
  for (const advice of storageAdvice(settings)) console.warn(advice);
  console.log(`Demo client: ${client.url}`);
  console.log(`Authorization server: ${server.url}`);
};

try {
  await start();
} catch (error) {
  console.error(error instanceof InvalidSettings ? error.message : error);
  process.exit(1);
}
