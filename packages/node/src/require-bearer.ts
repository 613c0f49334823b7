import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AccessToken, discardRest, headerIn, type ProtectedResource, type RequiredScope } from '@codegrant/server';
import { send } from './send.ts';

/**
 * What `requireBearer` sets as `request.auth`: what the access token was issued for. `token` and `scopes` are the names that the MCP
 * SDK reads.
 */
export interface BearerAuth extends AccessToken {
  /** The access token as it was sent: a secret. */
  readonly token: string;
  /** The same as `scope`. */
  readonly scopes: string[];
}

/** A request of node:http or Express that `requireBearer` may have let through. */
export type BearerRequest = IncomingMessage & { auth?: unknown };

/** Middleware for Express. In a listener of node:http, `next` is the function that answers. */
export type BearerMiddleware = (request: BearerRequest, response: ServerResponse, next: () => unknown) => Promise<void>;

/** Other middleware may set `auth` too. What is here was checked. */
const tokenOf = new WeakMap<IncomingMessage, AccessToken>();

/**
 * Lets a request through only if its access token allows it. Otherwise the request is answered with a challenge.
 *
 * @param required the scope that the token must have. Default: any valid token is enough
 * @returns middleware. It sets `request.auth` and calls `next`, unless the request is refused
 * @throws {InvalidSettings} if the scope is wrong
 * @example
 * app.get('/messages', requireBearer(api, { scope: ['read'] }), (request, response) => {
 *   response.json({ messagesOf: accessTokenOf(request).subject });
 * });
 */
export const requireBearer = (api: Pick<ProtectedResource, 'checkFor'>, required?: RequiredScope): BearerMiddleware => {
  const check = api.checkFor(required);
  return async (request, response, next) => {
    const access = await check(headerIn(request, 'authorization'));
    if (access.kind === 'refused') {
      discardRest(request, response);
      return send(response, access.reply);
    }
    const { token, accessToken } = access;
    const auth: BearerAuth = { ...token, token: accessToken, scopes: [...token.scope] };
    tokenOf.set(request, token);
    request.auth = auth;
    await next();
  };
};

/**
 * What the access token of a request was issued for.
 *
 * @throws {TypeError} if `requireBearer` did not let the request through: the route lacks it
 */
export const accessTokenOf = (request: IncomingMessage): AccessToken => {
  const token = tokenOf.get(request);
  if (token === undefined)
    throw new TypeError(
      'The access token of this request was not checked. Put requireBearer(api) before this handler.',
    );
  return token;
};
