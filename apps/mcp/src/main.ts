import { clientDocuments } from '@codegrant/client-documents';
import { InvalidSettings } from '@codegrant/server';
import { createApp } from './app.ts';
import { registeredClients } from './clients.ts';
import { listen } from './listen.ts';
import { readSettings } from './settings.ts';

// Start reading here. Then read app.ts for the MCP server, and authorization.ts for its authorization server.

const start = async (): Promise<void> => {
  const { PORT, ISSUER } = readSettings(process.env);
  const server = await listen(PORT);
  const url = ISSUER ?? server.url;
  server.serve(createApp({ url, clients: registeredClients(), clientSources: [clientDocuments()] }));
  console.log(`MCP server: ${url}/mcp`);
  console.log(`How to connect a client: ${url}`);
};

try {
  await start();
} catch (error) {
  console.error(error instanceof InvalidSettings ? error.message : error);
  process.exit(1);
}
