export { createFetchHandler } from './create-fetch-handler.ts';
export type { FetchHandler } from './create-fetch-handler.ts';
export type { FetchContext } from './fetch-context.ts';
export { requireBearer } from './require-bearer.ts';
export type { BearerHandler } from './require-bearer.ts';
