import { describeEndpoint, listen } from '@codegrant/conformance/suite';
import { toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, discoveryNotFound } from '@codegrant/server';
import express from 'express';

// R188: every adapter gives the same reply, to the byte.
describeEndpoint('node:http', (options) => listen(toNodeHandler(createAuthorizationServer(options))));

describeEndpoint('Express 5', (options) => {
  const server = createAuthorizationServer(options);
  return listen(
    express()
      .use(toNodeHandler(server))
      .use(toNodeHandler(discoveryNotFound(server))),
  );
});
