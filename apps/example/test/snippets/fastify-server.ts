import { codegrant } from '@codegrant/fastify';
import Fastify, { type FastifyRequest } from 'fastify';
import { ownerOf, serverWith } from './oauth.ts';

const server = serverWith<FastifyRequest>((request) => ownerOf(request.headers.cookie));

const app = Fastify();
await app.register(codegrant, { server });
await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' });
