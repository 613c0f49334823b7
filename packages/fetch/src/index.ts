export { createFetchHandler } from './create-fetch-handler.ts';
export type { FetchHandler } from './create-fetch-handler.ts';
export type { FetchContext } from './fetch-context.ts';
