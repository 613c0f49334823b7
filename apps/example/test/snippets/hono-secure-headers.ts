import { createFetchHandler } from '@codegrant/fetch';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { server } from './oauth-fetch.ts';

const { fetch } = createFetchHandler(server, { passThrough: true });

const app = new Hono();
// Codegrant first: secureHeaders replaces the headers of every response that comes from further down.
app.use(async (c, next) => (await fetch(c.req.raw)) ?? next());
// The first one wins, so the exception for the sign-in page is above the rule.
app.use('/sign-in', secureHeaders({ crossOriginOpenerPolicy: 'unsafe-none' }));
app.use(secureHeaders());

export default app;
