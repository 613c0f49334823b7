import { codegrant } from '@codegrant/fastify';
import Fastify, { type FastifyRequest } from 'fastify';
import { createServer } from './server.ts';

const app = Fastify();
await app.register(codegrant, { server: createServer<FastifyRequest>((request) => request.headers.cookie) });
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
