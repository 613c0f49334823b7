import type { GuardedFetch } from './fetched-response.ts';
import { webSender } from './web-sender.ts';

/** Fetches with the function `fetch` of the runtime. */
export const send: GuardedFetch = webSender();

export { ownWork as workByKey } from './own-work.ts';
