import { connect } from 'node:net';
import { clientDocuments } from '@codegrant/client-documents';
import type { ClientSource } from '@codegrant/server';
import { onTestFinished } from 'vitest';
import { nodeSender } from '../../../packages/client-documents/src/node-sender.ts';
import { certificate, startServer } from '../../../packages/client-documents/test/fixtures/https-server.ts';
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

/** Publishes one document on an https server: that of a client at this redirect URI. Returns a source that finds the server there. */
const documentsOf = async (redirectUrl: string): Promise<ClientSource> => {
  const document = JSON.stringify({
    client_id: documentUrl,
    client_name: 'Test client',
    redirect_uris: [redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
  });
  const { port } = await startServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(document),
  );
  const fetch = nodeSender({
    addressesOf: async () => ['93.184.215.14'],
    connect: () => connect(port, '127.0.0.1'),
    ca: certificate.cert,
  });
  return clientDocuments({ fetch });
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
  const clientSources = [await documentsOf(redirectUrl)];
  server.serve(createApp({ url: server.url, clients: registeredClients(), clientSources, now }));
  return {
    url: server.url,
    pass: (seconds) => {
      passed += seconds;
    },
  };
};
