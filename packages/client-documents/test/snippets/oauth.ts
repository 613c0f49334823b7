import { clientDocuments } from '@codegrant/client-documents';
import { memoryLimits } from '@codegrant/limits';
import type { NodeRequest } from '@codegrant/node';
import { type AuthorizationServer, createAuthorizationServer, type ServerOptions } from '@codegrant/server';

export const serverWith = (options: ServerOptions<NodeRequest>): AuthorizationServer<NodeRequest> =>
  createAuthorizationServer({
    ...options,
    clientSources: [
      clientDocuments({
        trust: ({ host }) => (host === 'client.example' ? 'trusted' : 'ask'),
        report: ({ url, problems }) => console.warn(url, ...problems),
      }),
    ],
    limits: memoryLimits<NodeRequest>(),
  });
