import type { ServerOptions } from '@codegrant/server';
import { type Send, send } from '../wire/send.ts';

/** A server that answers. */
export interface RunningServer {
  /** As in `http://127.0.0.1:3000`. */
  readonly origin: string;
  /** How requests get to it. Default: over a socket, to its origin. */
  readonly send?: Send | undefined;
  readonly close: () => Promise<void>;
}

/** Starts a server with an authorization server of these options mounted through the adapter under test. */
export type StartServer = (options: ServerOptions<unknown>) => Promise<RunningServer>;

/** How requests get to a server. */
export const sendTo = ({ origin, send: own }: RunningServer): Send => own ?? ((request) => send(origin, request));
