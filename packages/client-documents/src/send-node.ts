import type { GuardedFetch } from './fetched-response.ts';
import { nodeSender } from './node-sender.ts';

/** Fetches with the modules of Node, which Deno and Bun have too. */
export const send: GuardedFetch = nodeSender();

/** The fetch above guards itself. */
export const sendProblems = (): readonly string[] => [];

export { sharedWork as workByKey } from './shared-work.ts';
