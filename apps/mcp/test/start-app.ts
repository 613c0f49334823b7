import type { ClientList } from '@codegrant/server';
import { onTestFinished } from 'vitest';
import { createApp } from '../src/app.ts';
import { registeredClients } from '../src/clients.ts';
import { listen } from '../src/listen.ts';

/** The app in the process of the test. */
export interface RunningApp {
  readonly url: string;
  /** Lets time pass for the app. */
  readonly pass: (seconds: number) => void;
}

/** Starts the app for one test. */
export const startApp = async (clients: ClientList = registeredClients()): Promise<RunningApp> => {
  const server = await listen(0);
  onTestFinished(server.close);
  let passed = 0;
  const now = (): number => Math.floor(Date.now() / 1000) + passed;
  server.serve(createApp({ url: server.url, clients, now }));
  return {
    url: server.url,
    pass: (seconds) => {
      passed += seconds;
    },
  };
};
