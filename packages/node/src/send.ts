import type { ServerResponse } from 'node:http';
import type { Reply } from '@codegrant/server';

/** Sends a reply, unless other code has sent one. */
export const send = (response: ServerResponse, { status, headers, body }: Reply): void => {
  // Other code, such as a timeout, may have answered already. Headers cannot be sent twice.
  if (response.headersSent) return;
  response.statusCode = status;
  // Not writeHead: after it, Node could not add a Content-Length.
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
};
