import { createFetchHandler } from '@codegrant/fetch';
import { Hono } from 'hono';
import { server } from './oauth-fetch.ts';

const { fetch } = createFetchHandler(server, { passThrough: true });

const app = new Hono();
app.use(async (c, next) => (await fetch(c.req.raw)) ?? next());

export default app;
