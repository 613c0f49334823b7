import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Call this before you mount Codegrant and your sign-in page. */
export const protect = async (app: FastifyInstance): Promise<void> => {
  await app.register(helmet);
};

/** For your sign-in page: `app.get('/sign-in', signInOptions, …)`, and the same for POST. */
export const signInOptions: { helmet: FastifyHelmetOptions } = {
  // A client may open the flow in a popup. By default, helmet cuts the popup off from the page that opened it.
  helmet: { crossOriginOpenerPolicy: { policy: 'unsafe-none' } },
};
