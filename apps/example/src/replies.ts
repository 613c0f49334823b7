import type { Reply } from '@codegrant/server';

const noStore = { 'cache-control': 'no-store' };

/** RFC 9110 §15.4.4: a redirect that the browser follows with GET. */
export const seeOther = (location: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 303,
  headers: { ...noStore, ...headers, location },
  body: '',
});

/** A JSON response. */
export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { ...noStore, 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

/** A script for the browser. */
export const script = (source: string): Reply => ({
  status: 200,
  headers: { ...noStore, 'content-type': 'text/javascript; charset=utf-8', 'x-content-type-options': 'nosniff' },
  body: source,
});

/** A one-line error. */
export const plain = (status: number, text: string): Reply => ({
  status,
  headers: { ...noStore, 'content-type': 'text/plain; charset=utf-8' },
  body: `${text}\n`,
});
