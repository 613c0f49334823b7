import type { Reply } from '@codegrant/core';

/** What an adapter answers where nobody else is there to answer. */
export const notFound: Reply = {
  status: 404,
  headers: {
    'cache-control': 'no-store',
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  },
  body: 'Not found\n',
};
