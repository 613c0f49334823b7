import { openApiOf } from '@codegrant/server/openapi';
import { server } from './server.ts';

console.log(JSON.stringify(openApiOf(server, { title: 'Our sign-in', version: '2.0.0' })));
