export { clientDocuments } from './client-documents.ts';
export type {
  ClientDocumentsSettings,
  DocumentCacheSettings,
  DocumentUrl,
  RefusedDocument,
  Trust,
} from './client-documents-settings.ts';
export { FetchRefused } from './fetch-refused.ts';
export type { FetchedResponse, FetchLimits, GuardedFetch } from './fetched-response.ts';
export { guardedFetch } from './guarded-fetch.ts';
