import type { FetchContext } from '@codegrant/fetch';
import { ownerOf, serverWith } from './oauth.ts';

export const server = serverWith<FetchContext>(({ request }) => ownerOf(request.headers.get('cookie')));
