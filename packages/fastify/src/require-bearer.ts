import { type AccessToken, headerIn, type ProtectedResource, type RequiredScope } from '@codegrant/server';
import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { send } from './send.ts';

const tokenOf = new WeakMap<FastifyRequest, AccessToken>();

/**
 * A hook that lets a request through only if its access token allows it. Otherwise the request is answered with a challenge, before its
 * body is read.
 *
 * @param required the scope that the token must have. Default: any valid token is enough
 * @throws {InvalidSettings} if the scope is wrong
 * @example
 * app.get('/messages', { onRequest: requireBearer(api, { scope: ['read'] }) }, (request) => ({
 *   messagesOf: accessTokenOf(request).subject,
 * }));
 */
export const requireBearer = (
  api: Pick<ProtectedResource, 'checkFor'>,
  required?: RequiredScope,
): onRequestAsyncHookHandler => {
  const check = api.checkFor(required);
  return async (request, reply) => {
    const access = await check(headerIn(request.raw, 'authorization'));
    if (access.kind === 'refused') return send(reply, access.reply);
    tokenOf.set(request, access.token);
    return undefined;
  };
};

/**
 * What the access token of a request was issued for.
 *
 * @throws {TypeError} if `requireBearer` did not let the request through: the route lacks it
 */
export const accessTokenOf = (request: FastifyRequest): AccessToken => {
  const token = tokenOf.get(request);
  if (token === undefined)
    throw new TypeError(
      'The access token of this request was not checked. Set onRequest of its route to requireBearer(api).',
    );
  return token;
};
