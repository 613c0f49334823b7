import { clientDocuments } from '@codegrant/client-documents';
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

/** The URL of the client metadata document of the test client. */
export const documentUrl = 'https://client.example/oauth.json';

/** A source that finds one document: that of a client at this redirect URI. */
const documentsOf = (redirectUrl: string) => {
  const document = { client_id: documentUrl, client_name: 'Test client', redirect_uris: [redirectUrl] };
  const grant_types = ['authorization_code', 'refresh_token'];
  const bytes = new TextEncoder().encode(JSON.stringify({ ...document, grant_types }));
  return clientDocuments({ fetch: async () => ({ status: 200, type: 'application/json', bytes, headers: {} }) });
};

/**
 * Starts the app for one test.
 *
 * @param redirectUrl of the client that has a document
 */
export const startApp = async (redirectUrl = 'http://127.0.0.1/callback'): Promise<RunningApp> => {
  const server = await listen(0);
  onTestFinished(server.close);
  let passed = 0;
  const now = (): number => Math.floor(Date.now() / 1000) + passed;
  server.serve(
    createApp({ url: server.url, clients: registeredClients(), clientSources: [documentsOf(redirectUrl)], now }),
  );
  return {
    url: server.url,
    pass: (seconds) => {
      passed += seconds;
    },
  };
};
