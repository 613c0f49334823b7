import { toNodeHandler } from '@codegrant/node';
import express, { type Request } from 'express';
import { ownerOf, serverWith } from './oauth.ts';

const server = serverWith<Request>((request) => ownerOf(request.headers.cookie));

const app = express();
app.use(toNodeHandler(server));
app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
