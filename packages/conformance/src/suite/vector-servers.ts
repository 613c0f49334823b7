import { plainGrant } from '../expected/fixed.ts';
import type { Send, WireResponse } from '../wire/send.ts';
import { type CheckedServer, startChecked } from './checked-server.ts';
import type { StartServer } from './running-server.ts';
import type { SendUnder, VectorRun } from './vector-kind.ts';
import { inMode } from './vector-mode.ts';
import { emptyState, type TestState, vectorServerOptions } from './vector-server.ts';

/** Servers that run vectors one after another. Every response is validated against the server's OpenAPI document. */
export interface VectorServers {
  readonly run: (vector: VectorRun) => Promise<WireResponse>;
  /** What the last vector led to. */
  readonly state: () => TestState;
  /** Sends a request to the server with the policy `default`, without a signed-in user. */
  readonly send: Send;
  /** Sends a request to the same server with a hosted consent page. */
  readonly sendHosted: Send;
  /** Sends a request to the same server with a list of grants. Its user is signed in, and has a grant. */
  readonly sendGrantList: Send;
  readonly close: () => Promise<void>;
}

/** Starts a server for each policy and mode when its first vector runs, and sets the state for each vector. */
export const startVectorServers = (start: StartServer): VectorServers => {
  let state: TestState = emptyState();
  const running = new Map<string, Promise<CheckedServer>>();
  const sendUnder: SendUnder =
    (policy, mode = 'embedded') =>
    async (request) => {
      const name = `${policy} ${mode}`;
      const server =
        running.get(name) ??
        startChecked(
          start,
          inMode(
            mode,
            vectorServerOptions(policy, () => state),
            () => state,
          ),
        );
      running.set(name, server);
      return (await server).send(request);
    };
  return {
    run: (vector) => {
      state = emptyState();
      return vector.run(state, sendUnder);
    },
    state: () => state,
    send: (request) => {
      state = emptyState();
      return sendUnder('default')(request);
    },
    sendHosted: (request) => {
      state = emptyState();
      return sendUnder('default', 'hosted')(request);
    },
    sendGrantList: async (request) => {
      state = emptyState();
      state.owner = { subject: plainGrant.subject };
      await state.grants.saveGrant(plainGrant);
      return sendUnder('default', 'grantList')(request);
    },
    close: async () => {
      await Promise.all(Array.from(running.values(), async (server) => (await server).close()));
    },
  };
};
