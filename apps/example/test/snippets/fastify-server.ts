import { codegrant } from '@codegrant/fastify';
import Fastify from 'fastify';
import { server } from './server.ts';

const app = Fastify();
await app.register(codegrant, { server });
await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' });
