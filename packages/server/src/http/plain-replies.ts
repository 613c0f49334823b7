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

/** What an adapter answers where nobody else is there to answer. */
export const notFound: Reply = plain(404, 'Not found\n');

/** What an adapter answers where a handler of yours threw, and nobody else is there to answer. */
export const serverBroken: Reply = plain(500, 'Something went wrong here\n');
