import { createFetchHandler } from '@codegrant/fetch';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { server } from './oauth-fetch.ts';

const { fetch } = createFetchHandler(server, { passThrough: true });

const app = new Hono();
// Codegrant comes first, because secureHeaders replaces the headers of every response that a later handler makes.
app.use(async (c, next) => (await fetch(c.req.raw)) ?? next());
// The first secureHeaders sets its headers last, so the exception for the sign-in page comes first.
app.use('/sign-in', secureHeaders({ crossOriginOpenerPolicy: 'unsafe-none' }));
app.use(secureHeaders());

export default app;
