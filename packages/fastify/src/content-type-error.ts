/** Fastify refuses a request by its Content-Type alone, before any handler; what is to be said about that, the server says. */
const codes: ReadonlySet<unknown> = new Set(['FST_ERR_CTP_INVALID_MEDIA_TYPE', 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE']);

/** Tells whether an error is Fastify's refusal of a Content-Type. */
export const isContentTypeError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && codes.has(error.code);
