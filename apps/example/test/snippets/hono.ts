import { createFetchHandler } from '@codegrant/fetch';
import { Hono } from 'hono';
import { server } from './server.ts';

const { fetch } = createFetchHandler(server);

export const app = new Hono().all('/oauth/*', (c) => fetch(c.req.raw));
