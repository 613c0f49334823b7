import type { ServerOptions } from '@codegrant/server';
import { type Send, send } from '../wire/send.ts';

/** A running server. */
export interface RunningServer {
  /** For example `http://127.0.0.1:3000`. */
  readonly origin: string;
  /** Sends a request to it. Default: over a socket, to its origin. */
  readonly send?: Send | undefined;
  readonly close: () => Promise<void>;
}

/** Starts a server that mounts an authorization server with these options through the adapter under test. */
export type StartServer = (options: ServerOptions<unknown>) => Promise<RunningServer>;

/** The function that sends requests to a server. */
export const sendTo = ({ origin, send: own }: RunningServer): Send => own ?? ((request) => send(origin, request));
