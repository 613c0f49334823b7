import { createFetchHandler } from '@codegrant/fetch';
import { server } from '../../../oauth-fetch.ts';

export const { fetch: GET, fetch: POST, fetch: OPTIONS } = createFetchHandler(server);
