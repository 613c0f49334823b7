import { createServer as createHttpServer } from 'node:http';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { createServer } from './server.ts';

const handler = toNodeHandler(createServer<NodeRequest>((request) => request.headers.cookie));
createHttpServer(handler).listen(Number(process.env['PORT']), '127.0.0.1');
