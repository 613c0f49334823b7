import { createFetchHandler } from '@codegrant/fetch';
import { server } from './server.ts';

export const { fetch: GET, fetch: POST, fetch: OPTIONS } = createFetchHandler(server);
