import type { Reply } from './reply.ts';
import { noStore } from './security-headers.ts';

const headers: Readonly<Record<string, string>> = {
  ...noStore,
  'content-type': 'application/json',
  'x-content-type-options': 'nosniff',
};

/**
 * A JSON reply.
 *
 * @param more headers to add
 */
export const jsonReply = (status: number, value: object, more: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { ...headers, ...more },
  body: JSON.stringify(value),
});
