import type { AccessToken, ProtectedResource, RequiredScope } from '@codegrant/server';
import { toResponse } from './to-response.ts';

/** Answers a request whose access token allows it. The other arguments of the platform follow the token. */
export type BearerHandler<Platform extends readonly unknown[]> = (
  request: Request,
  token: AccessToken,
  ...platform: Platform
) => Response | Promise<Response>;

/**
 * Calls a handler only if the access token of the request allows it. Otherwise the request is answered with a challenge.
 *
 * @param required the scope that the token must have. `{}`: any valid token is enough
 * @throws {InvalidSettings} if the scope is wrong
 * @example
 * const messages = requireBearer(api, { scope: ['read'] }, (_request, { subject }) => Response.json({ messagesOf: subject }));
 * export default { fetch: messages }; // Workers, Deno, Bun
 */
export const requireBearer = <Platform extends readonly unknown[]>(
  api: Pick<ProtectedResource, 'checkFor'>,
  required: RequiredScope,
  handler: BearerHandler<Platform>,
): ((request: Request, ...platform: Platform) => Promise<Response>) => {
  const check = api.checkFor(required);
  return async (request, ...platform) => {
    const access = await check(request.headers.get('authorization'));
    return access.kind === 'refused' ? toResponse(access.reply) : handler(request, access.token, ...platform);
  };
};
