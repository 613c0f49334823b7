import type { HttpRequest, PathHandler, Reply, TokenFinder } from '@codegrant/server';
import { bearerTokenIn } from './bearer-token.ts';
import { json } from './replies.ts';
import { routes } from './routes.ts';

const readProfile = async <Context>(request: HttpRequest<Context>, tokens: TokenFinder): Promise<Reply> => {
  const accessToken = bearerTokenIn(request.header('authorization'));
  // RFC 6750 §3.1: a request without a token gets no error code in the header.
  if (accessToken === undefined) return json(401, { error: 'missing_token' }, { 'www-authenticate': 'Bearer' });
  const token = await tokens.find(accessToken);
  if (token === undefined)
    return json(401, { error: 'invalid_token' }, { 'www-authenticate': 'Bearer error="invalid_token"' });
  if (!token.scope.includes('read'))
    return json(
      403,
      { error: 'insufficient_scope' },
      { 'www-authenticate': 'Bearer error="insufficient_scope", scope="read"' },
    );
  return json(200, { sub: token.subject, client_id: token.clientId, scope: token.scope.join(' ') });
};

/** A protected resource: the client reads it with its access token. */
export const me = <Context>(tokens: TokenFinder): PathHandler<Context> =>
  routes({ 'GET /me': (request) => readProfile(request, tokens) });
