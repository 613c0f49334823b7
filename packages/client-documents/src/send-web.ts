import type { GuardedFetch } from './fetched-response.ts';
import { webSender } from './web-sender.ts';

const flag = 'global_fetch_strictly_public';

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Why the function `fetch` of the runtime could reach the inside. Empty on Workers with the compatibility flag. */
export const sendProblems = (): readonly string[] =>
  memberOf(memberOf(memberOf(globalThis, 'Cloudflare'), 'compatibilityFlags'), flag) === true
    ? []
    : [
        `fetch is missing: the fetch of this runtime can reach services that are not public. On Cloudflare Workers, set the compatibility flag ${flag}. Elsewhere, pass a fetch that reaches public addresses alone.`,
      ];

const fetchPublic = webSender();

/** Fetches with the function `fetch` of the runtime. */
export const send: GuardedFetch = async (url, limits) => {
  const [problem] = sendProblems();
  if (problem !== undefined) throw new Error(problem);
  return fetchPublic(url, limits);
};

export { ownWork as workByKey } from './own-work.ts';
