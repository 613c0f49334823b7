import { randomBytes } from 'node:crypto';
import { adapters as mounts } from '../../src/adapters.ts';
import { allClients } from '../../src/clients.ts';
import { demoClient } from '../../src/demo-client.ts';
import { listen } from '../../src/listen.ts';
import { memoryStorage } from '../../src/storage/memory-storage.ts';
import type { ServerEvent } from '@codegrant/server';
import { onTestFinished } from 'vitest';
import type { adapters } from '../start-example.ts';

/** The example in the process of the test. */
export interface App {
  readonly serverUrl: string;
  readonly clientUrl: string;
  /** The events of the authorization server so far. */
  readonly events: readonly ServerEvent[];
  /** Lets time pass for the authorization server. */
  readonly pass: (seconds: number) => void;
}

/** Starts the example for one test, which can then see its events and move its clock. */
export const startApp = async (adapter: (typeof adapters)[number]): Promise<App> => {
  const [server, client] = await Promise.all([listen('PORT', 0, '127.0.0.1'), listen('CLIENT_PORT', 0, '127.0.0.1')]);
  onTestFinished(async () => void (await Promise.all([server.drain(), client.drain()])));
  const events: ServerEvent[] = [];
  let passed = 0;
  const now = (): number => Math.floor(Date.now() / 1000) + passed;
  const listener = await mounts[adapter]({
    issuer: server.url,
    clients: allClients(client.url, []),
    rememberConsent: true,
    storage: memoryStorage(now),
    consentKeys: [randomBytes(32)],
    consent: 'embedded',
    now,
    report: (event) => events.push(event),
  });
  server.serve(listener);
  client.serve(demoClient({ clientUrl: client.url, serverUrl: server.url, issuer: server.url }));
  return {
    serverUrl: server.url,
    clientUrl: client.url,
    events,
    pass: (seconds) => {
      passed += seconds;
    },
  };
};
