import {
  Client,
  type OAuthClientInformationMixed,
  type OAuthDiscoveryState,
  type OAuthTokens,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client';
import {
  type OAuthDiscoveryState as OAuthDiscoveryStateOfSdk1,
  UnauthorizedError as UnauthorizedErrorOfSdk1,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as ClientOfSdk1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportOfSdk1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type {
  OAuthClientInformationMixed as InformationOfSdk1,
  OAuthTokens as TokensOfSdk1,
} from '@modelcontextprotocol/sdk/shared/auth.js';
import { onTestFinished } from 'vitest';
import { clientStore } from './client-store.ts';

/** The person at the client: goes where the client sends them, and returns the URL at which the browser came back. */
type Person = (url: URL) => Promise<URL>;

/** A program that uses tools of the MCP server, and asks the person when it must. */
export interface McpClient {
  readonly call: (tool: string, input?: Record<string, unknown>) => Promise<unknown>;
  /** The URLs that the person was sent to, in order. */
  readonly sentTo: readonly URL[];
  readonly tokens: () =>
    | { access_token: string; refresh_token?: string | undefined; scope?: string | undefined }
    | undefined;
}

export interface ClientSettings {
  /** The URL of the MCP server. */
  readonly resource: string;
  readonly redirectUrl: string;
  readonly person: Person;
  /** Of a client that the operator registered. Default: the client must find a way to register. */
  readonly clientId?: string | undefined;
  readonly clientMetadataUrl?: string | undefined;
  /** Default: true. */
  readonly keepsRefreshToken?: boolean | undefined;
}

/** What the store of a client needs. */
const storeSettings = ({
  clientId,
  resource,
  redirectUrl,
  keepsRefreshToken = true,
  clientMetadataUrl,
}: ClientSettings) => ({
  clientMetadataUrl,
  redirectUrl,
  registered: clientId === undefined ? undefined : { client_id: clientId, issuer: new URL(resource).origin },
  keepsRefreshToken,
});

/** Runs an action, and once more after the person has allowed it. */
const withPerson = async <T>(
  action: () => Promise<T>,
  isUnauthorized: (error: unknown) => boolean,
  ask: () => Promise<void>,
) => {
  try {
    return await action();
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    await ask();
    return action();
  }
};

const startSdk1 = (settings: ClientSettings): McpClient => {
  const store = clientStore<InformationOfSdk1, TokensOfSdk1, OAuthDiscoveryStateOfSdk1>(storeSettings(settings));
  const call = async (name: string, input: Record<string, unknown> = {}): Promise<unknown> => {
    const transport = new TransportOfSdk1(new URL(settings.resource), { authProvider: store });
    const ask = async (): Promise<void> => {
      const came = await settings.person(store.sentTo.at(-1) ?? new URL(settings.resource));
      await transport.finishAuth(came.searchParams.get('code') ?? '');
    };
    const action = async (): Promise<unknown> => {
      const client = new ClientOfSdk1({ name: 'test', version: '1.0.0' });
      await client.connect(new TransportOfSdk1(new URL(settings.resource), { authProvider: store }));
      onTestFinished(() => client.close());
      return client.callTool({ name, arguments: input });
    };
    return withPerson(action, (error) => error instanceof UnauthorizedErrorOfSdk1, ask);
  };
  return { call, sentTo: store.sentTo, tokens: store.tokens };
};

const startSdk2 = (settings: ClientSettings): McpClient => {
  const store = clientStore<OAuthClientInformationMixed, OAuthTokens, OAuthDiscoveryState>(storeSettings(settings));
  const call = async (name: string, input: Record<string, unknown> = {}): Promise<unknown> => {
    const transport = new StreamableHTTPClientTransport(new URL(settings.resource), { authProvider: store });
    const ask = async (): Promise<void> => {
      const came = await settings.person(store.sentTo.at(-1) ?? new URL(settings.resource));
      await transport.finishAuth(came.searchParams);
    };
    const action = async (): Promise<unknown> => {
      const client = new Client({ name: 'test', version: '1.0.0' });
      await client.connect(new StreamableHTTPClientTransport(new URL(settings.resource), { authProvider: store }));
      onTestFinished(() => client.close());
      return client.callTool({ name, arguments: input });
    };
    return withPerson(action, (error) => error instanceof UnauthorizedError, ask);
  };
  return { call, sentTo: store.sentTo, tokens: store.tokens };
};

/** The clients of both versions of the official SDK. */
export const sdkClients: readonly (readonly [string, (settings: ClientSettings) => McpClient])[] = [
  ['SDK 1.x', startSdk1],
  ['SDK 2.x', startSdk2],
];
