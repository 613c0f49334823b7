import { createFetchHandler } from '@codegrant/fetch';
import { server } from '../../../oauth-fetch.ts';

const { fetch } = createFetchHandler(server);

export const prerender = false;
export const ALL = ({ request }: { readonly request: Request }): Promise<Response> => fetch(request);
