import type { ServerOptions } from '@codegrant/server';
import { beforeEach, onTestFinished } from 'vitest';
import { startChecked } from './checked-server.ts';
import type { StartServer } from './running-server.ts';
import type { Send } from '../wire/send.ts';
import { emptyState, type TestState, vectorServerOptions } from './vector-server.ts';

/** The state of a test, and a function that starts a server with it. */
export interface TestServer {
  /** The state of the running test. */
  readonly state: () => TestState;
  /** Starts a server with the state and with changed options, and stops it after the test. */
  readonly serve: (changes?: Partial<ServerOptions<unknown>>, policy?: string) => Promise<Send>;
}

/** Gives each test of the surrounding suite its own state. */
export const useTestServer = (start: StartServer): TestServer => {
  let state: TestState = emptyState();
  beforeEach(() => {
    state = emptyState();
  });
  return {
    state: () => state,
    serve: async (changes = {}, policy = 'default') => {
      const server = await startChecked(start, { ...vectorServerOptions(policy, () => state), ...changes });
      onTestFinished(() => server.close());
      return server.send;
    },
  };
};
