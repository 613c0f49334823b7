import { createAuthorizationServer, type ServerOptions } from '@codegrant/server';
import { openApiOf } from '@codegrant/server/openapi';
import { openApiCheck } from './openapi-check.ts';
import { sendTo, type StartServer } from './running-server.ts';
import type { Send } from '../wire/send.ts';

/** A server whose responses are validated against its OpenAPI document. */
export interface CheckedServer {
  readonly send: Send;
  readonly close: () => Promise<void>;
}

/** Starts a server whose responses are validated against its own OpenAPI document. */
export const startChecked = async (start: StartServer, options: ServerOptions<unknown>): Promise<CheckedServer> => {
  const described = createAuthorizationServer(options);
  const check = openApiCheck(openApiOf(described), described.basePath);
  const server = await start(options);
  const send = sendTo(server);
  return {
    close: server.close,
    send: async (request) => {
      const response = await send(request);
      check(request, response);
      return response;
    },
  };
};
