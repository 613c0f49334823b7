/**
 * Fastify rejects a request because of its Content-Type before any handler runs. These errors go to the server, which
 * has its own reply.
 */
const codes: ReadonlySet<unknown> = new Set(['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE']);

/** Whether an error is Fastify's rejection of a Content-Type. */
export const isContentTypeError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && codes.has(error.code);
