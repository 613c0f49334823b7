import {
  type ProtectedResource,
  protectedResource,
  type ProtectedResourceOptions,
  type RequiredScope,
  type ServerEvent,
} from '@codegrant/server';
import { fixedNow } from '../expected/fixed.ts';
import { vectorToken } from '../expected/bearer-vector.ts';
import type { BearerVector } from '../vectors/bearer-vector.ts';
import type { WireRequest, WireResponse } from '../wire/send.ts';
import { type RunningServer, sendTo } from './running-server.ts';

/**
 * Starts a server that mounts a protected resource through the adapter under test: its metadata, and `/messages`, which needs this
 * scope and answers with `authorizedReply` of the token.
 */
export type StartApi = (api: ProtectedResource, required: RequiredScope) => Promise<RunningServer>;

/** Servers of protected resources. Each has its own options, and all of them share what tokens they find. */
export interface BearerServers {
  /** Sends the request of a vector. */
  readonly check: (vector: BearerVector) => Promise<WireResponse>;
  /** The events of the last vector. */
  readonly events: () => readonly ServerEvent[];
  readonly close: () => Promise<void>;
}

/** A request to the API with these Authorization headers. */
export const messagesWith = (...authorization: readonly string[]): WireRequest => ({
  method: 'GET',
  target: '/messages',
  headers: authorization.length === 0 ? {} : { authorization },
});

/** Starts a server for each kind of protected resource among the vectors, when it is first needed. */
export const startBearerServers = (start: StartApi): BearerServers => {
  const running = new Map<string, Promise<RunningServer>>();
  let vector: BearerVector | undefined;
  let events: ServerEvent[] = [];
  const serve = ({ given: { api, scope } }: BearerVector): Promise<RunningServer> => {
    const options: ProtectedResourceOptions = {
      ...api,
      tokens: { find: async (accessToken) => vector && vectorToken(vector, accessToken) },
      report: (event) => events.push(event),
      now: () => fixedNow,
    };
    return start(protectedResource(options), { scope });
  };
  return {
    check: async (asked) => {
      vector = asked;
      events = [];
      const key = JSON.stringify([asked.given.api, asked.given.scope]);
      const server = running.get(key) ?? serve(asked);
      running.set(key, server);
      return sendTo(await server)(messagesWith(...asked.request.authorization));
    },
    events: () => events,
    close: async () => {
      await Promise.all(Array.from(running.values(), async (server) => (await server).close()));
    },
  };
};
