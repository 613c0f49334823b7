import type { IncomingMessage, ServerResponse } from 'node:http';
import { authorizedReply, listen, type StartApi } from '@codegrant/conformance/suite';
import { accessTokenOf, requireBearer, toNodeHandler } from '@codegrant/node';
import { discoveryNotFound } from '@codegrant/server';
import express from 'express';

const messages = (request: IncomingMessage, response: ServerResponse): void => {
  const { status, headers, body } = authorizedReply(accessTokenOf(request));
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
};

/** An API of node:http. */
export const nodeApi: StartApi = (api, required) => {
  const metadata = toNodeHandler(api);
  const guard = requireBearer(api, required);
  return listen(async (request, response) => {
    if (request.url?.startsWith('/messages') !== true) return metadata(request, response);
    return guard(request, response, () => messages(request, response));
  });
};

/** An API of Express. */
export const expressApi: StartApi = (api, required) =>
  listen(
    express()
      .disable('x-powered-by')
      .use(toNodeHandler(api))
      .all('/messages', requireBearer(api, required), messages)
      .use(toNodeHandler(discoveryNotFound(api))),
  );
