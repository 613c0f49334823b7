import type { Awaitable } from '../ports/awaitable.ts';
import { guarded } from '../ports/guarded-call.ts';
import type { ClientSource } from './client-source.ts';

/** What the function below takes from the settings of the server. */
interface KeepSettings {
  readonly clientSources: readonly ClientSource[];
  readonly portTimeoutMilliseconds: number;
}

/** Tells the source of a client that the client got tokens. */
export const keepClient = (
  clientId: string,
  { clientSources, portTimeoutMilliseconds }: KeepSettings,
): Awaitable<void> => {
  const source = clientSources.find(({ owns }) => owns(clientId));
  return source?.keep && guarded(`${source.name}.keep`, source.keep, portTimeoutMilliseconds)(clientId);
};
