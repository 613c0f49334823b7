import type { HttpRequest, MemoryTokens, PathHandler, Reply } from '@codegrant/server';
import { json } from './replies.ts';
import { routes } from './routes.ts';

const answer = <Context>(request: HttpRequest<Context>, tokens: MemoryTokens): Reply => {
  const shown = /^Bearer +([^ ]+)$/i.exec(request.header('authorization') ?? '')?.[1];
  // RFC 6750 §3: without a token there is no error to name.
  if (shown === undefined) return json(401, { error: 'missing_token' }, { 'www-authenticate': 'Bearer' });
  const token = tokens.find(shown);
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

/** A protected resource: what the whole flow is for. */
export const me = <Context>(tokens: MemoryTokens): PathHandler<Context> =>
  routes({ 'GET /me': (request) => answer(request, tokens) });
