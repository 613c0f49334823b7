import type { ServerOptions } from '@codegrant/server';
import { beforeEach, onTestFinished } from 'vitest';
import { startChecked } from './checked-server.ts';
import type { StartServer } from './running-server.ts';
import type { Send } from '../wire/send.ts';
import { emptyScene, type Scene, vectorServerOptions } from './vector-server.ts';

/** A scene, and the servers that play in it. */
export interface SceneServers {
  /** The scene of the test that is running. */
  readonly scene: () => Scene;
  /** Starts a server in the scene, with these options in place of the usual ones, and stops it after the test. */
  readonly serve: (changes?: Partial<ServerOptions<unknown>>, policy?: string) => Promise<Send>;
}

/** Gives each test of the suite around it a scene of its own. */
export const useScene = (start: StartServer): SceneServers => {
  let scene: Scene = emptyScene();
  beforeEach(() => {
    scene = emptyScene();
  });
  return {
    scene: () => scene,
    serve: async (changes = {}, policy = 'default') => {
      const server = await startChecked(start, { ...vectorServerOptions(policy, () => scene), ...changes });
      onTestFinished(() => server.close());
      return server.send;
    },
  };
};
