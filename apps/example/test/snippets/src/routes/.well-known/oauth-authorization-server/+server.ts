import { createFetchHandler } from '@codegrant/fetch';
import { server } from '../../../../oauth-fetch.ts';

const { fetch } = createFetchHandler(server);
const answer = ({ request }: { readonly request: Request }): Promise<Response> => fetch(request);

export { answer as GET, answer as POST, answer as OPTIONS };
