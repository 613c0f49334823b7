import type { Reply } from '@codegrant/core';

/** Adds the methods that a path is served by to the answer to any other method (RFC 9110 §15.5.6). */
export const withAllow = (reply: Reply, methods: readonly string[]): Reply => ({
  ...reply,
  headers: { ...reply.headers, allow: methods.join(', ') },
});
