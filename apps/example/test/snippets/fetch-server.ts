import { createFetchHandler } from '@codegrant/fetch';
import { server } from './server.ts';

export default createFetchHandler(server);
