import { accessTokenOf, requireBearer, toNodeHandler } from '@codegrant/node';
import { introspectedTokens, protectedResource } from '@codegrant/server';
import express from 'express';

const issuer = process.env['ISSUER'] ?? 'https://login.example';

const api = protectedResource({
  // Where the authorization server is in the same process, write tokens: server.
  tokens: introspectedTokens({
    introspectionEndpoint: `${issuer}/oauth/introspect`,
    clientId: 'mail-api',
    clientSecret: process.env['MAIL_API_SECRET'] ?? '',
    issuer,
  }),
  resource: 'https://mail.example/api',
  authorizationServers: [issuer],
  scopes: ['mail.read', 'mail.send'],
});

const app = express();
app.use(toNodeHandler(api)); // The metadata, at /.well-known/oauth-protected-resource/api.

app.get('/api/messages', requireBearer(api, { scope: ['mail.read'] }), (request, response) => {
  response.json({ messagesOf: accessTokenOf(request).subject });
});

app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1');
