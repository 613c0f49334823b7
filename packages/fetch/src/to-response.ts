import type { Reply } from '@codegrant/server';

/** An empty body is null: an empty string would get a default Content-Type. */
export const toResponse = ({ status, headers, body }: Reply): Response =>
  new Response(body || null, { status, headers });
