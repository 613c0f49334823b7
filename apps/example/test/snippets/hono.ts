import { createFetchHandler } from '@codegrant/fetch';
import { Hono } from 'hono';
import { server } from './server.ts';

const { fetch } = createFetchHandler(server, { passThrough: true });

export const app = new Hono().use(async (c, next) => (await fetch(c.req.raw)) ?? next());
