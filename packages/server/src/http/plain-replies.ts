import type { Reply } from '@codegrant/core';

const plain = (status: number, body: string): Reply => ({
  status,
  headers: {
    'cache-control': 'no-store',
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  },
  body,
});

/** The answer to a path that nothing else in the app serves. */
export const notFound: Reply = plain(404, 'Not found\n');

/** The answer of an adapter if a handler of yours threw and the app has no error handler. */
export const serverBroken: Reply = plain(500, 'Something went wrong here\n');
