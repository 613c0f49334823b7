import type { IncomingMessage, RequestListener } from 'node:http';
import { codegrant } from '@codegrant/fastify';
import { toNodeHandler } from '@codegrant/node';
import {
  type AuthorizationServer,
  clientList,
  createAuthorizationServer,
  defineClient,
  returnPath,
} from '@codegrant/server';
import formbody from '@fastify/formbody';
import express, { type Express } from 'express';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import * as expressHelmet from '../snippets/helmet-express.ts';
import * as fastifyHelmet from '../snippets/helmet-fastify.ts';
import { signInHeaders } from '../snippets/helmet-other-origin.ts';

/** The settings of an app. Its only client, `web`, has a secret, so consent is remembered. */
export interface HelmetSettings {
  readonly issuer: string;
  readonly redirectUri: string;
  readonly signInUrl?: string | undefined;
}

const serverFor = <Context>(
  { issuer, redirectUri, signInUrl = '/sign-in' }: HelmetSettings,
  rawOf: (context: Context) => IncomingMessage,
): AuthorizationServer<Context> =>
  createAuthorizationServer<Context>({
    policy: { issuer, scopes: { read: { name: 'Read your messages' } }, defaultScope: ['read'] },
    clients: clientList([
      defineClient({ client_id: 'web', client_name: 'Web', client_secret: 'a secret', redirect_uris: [redirectUri] }),
    ]),
    owner: {
      identify: (context) =>
        rawOf(context).headers.cookie?.includes('session=') === true ? { subject: 'user-1' } : undefined,
    },
    signInUrl,
    consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
  });

const signInPage = '<!doctype html><title>Sign in</title><form method="post"><button>Sign in</button></form>';
const session = 'session=1; HttpOnly; SameSite=Lax; Path=/';

const mountExpressSignIn = (app: Express, origin: string): void => {
  app.get('/sign-in', (_request, response) => void response.send(signInPage));
  app.post('/sign-in', (request, response) => {
    const path =
      returnPath(new URL(request.url, origin || 'http://127.0.0.1').searchParams.get('return_to') ?? undefined) ?? '/';
    response.setHeader('set-cookie', session);
    response.redirect(303, `${origin}${path}`);
  });
};

/** An Express app with helmet before everything else. */
export const expressApp = (settings: HelmetSettings): RequestListener => {
  const app = express();
  expressHelmet.protect(app, '/sign-in');
  app.use(toNodeHandler(serverFor<IncomingMessage>(settings, (request) => request)));
  mountExpressSignIn(app, '');
  return app;
};

/** The sign-in page alone, for an authorization server on another origin. */
export const signInApp = (issuer: string): RequestListener => {
  const app = express();
  app.use(signInHeaders(issuer));
  mountExpressSignIn(app, issuer);
  return app;
};

type SignInRequest = FastifyRequest<{ Querystring: { return_to?: string } }>;

/** A Fastify app with helmet before everything else. */
export const fastifyApp = async (settings: HelmetSettings): Promise<RequestListener> => {
  const app: FastifyInstance = Fastify();
  await fastifyHelmet.protect(app);
  await app.register(formbody);
  await app.register(codegrant, { server: serverFor<FastifyRequest>(settings, ({ raw }) => raw) });
  app.get('/sign-in', fastifyHelmet.signInOptions, (_request, reply) => reply.type('text/html').send(signInPage));
  app.post('/sign-in', fastifyHelmet.signInOptions, (request: SignInRequest, reply) =>
    reply.header('set-cookie', session).redirect(returnPath(request.query.return_to) ?? '/', 303),
  );
  await app.ready();
  return (request, response) => app.routing(request, response);
};
