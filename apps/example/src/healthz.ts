import type { PathHandler, Store } from '@codegrant/server';
import { json } from './replies.ts';
import { routes } from './routes.ts';
import type { AppStorage } from './storage/app-storage.ts';
import { within } from './within.ts';

/** How long the storage may take, in milliseconds. A load balancer should wait longer. */
const limit = 2000;

/** No code has this hash. Taking it changes nothing, but a PostgreSQL that has become read-only refuses it. */
const noCode = 'healthz';

const answers = async (store: Store): Promise<boolean> => {
  try {
    await within(limit, store.takeCode(noCode, 0));
    return true;
  } catch {
    return false;
  }
};

/** Tells a load balancer whether this process can serve: 200 if its storage answers, else 503. */
export const healthz = <Context>({ kind, store }: AppStorage): PathHandler<Context> =>
  routes({
    'GET /healthz': async () =>
      (await answers(store))
        ? json(200, { status: 'ok', store: kind })
        : json(503, { status: 'unavailable', store: kind }, { 'retry-after': '5' }),
  });
