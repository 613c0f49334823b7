import type { ServerOptions } from '@codegrant/server';
import type { PortFunction } from '@codegrant/server/internal';

/** Which function of a port fails, and how. */
export interface Outage {
  port: PortFunction | undefined;
  fail: () => unknown;
}

/** A port of which one function fails during an outage. */
const breakable = <Port extends object>(name: string, port: Port, outage: Outage): Port =>
  new Proxy(port, {
    get: (target, member): unknown => {
      const works: unknown = Reflect.get(target, member);
      // The server may read the function once, before the outage.
      return typeof works === 'function'
        ? (...given: unknown[]): unknown =>
            `${name}.${String(member)}` === outage.port ? outage.fail() : Reflect.apply(works, target, given)
        : works;
    },
  });

/** Ports of which one function fails as soon as `outage.port` names it. */
export const breakablePorts = (options: ServerOptions<unknown>, outage: Outage): Partial<ServerOptions<unknown>> => {
  const { clients = {}, owner, tokens = {}, store = {}, consents = {}, grants = {} } = options;
  return Object.fromEntries(
    Object.entries({ clients, owner, tokens, store, consents, grants }).map(([name, port]) => [
      name,
      breakable(name, port, outage),
    ]),
  );
};
