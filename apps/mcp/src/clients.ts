import { type ClientList, clientList, defineClient } from '@codegrant/server';

/** The clients that the operator registered. Any native app can use this one: a redirect URI on loopback accepts every port. */
export const registeredClients = (): ClientList =>
  clientList([
    defineClient({
      client_id: 'mcp-client',
      client_name: 'MCP client on this device',
      redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
    }),
  ]);
