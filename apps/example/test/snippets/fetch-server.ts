import { createFetchHandler } from '@codegrant/fetch';
import { server } from './oauth-fetch.ts';

export default createFetchHandler(server);
