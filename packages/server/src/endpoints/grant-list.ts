import { originOf } from '../http/cors.ts';
import { pathBelow } from '../options/paths.ts';
import { answerGrantList, answerListedGrant } from './answer-grant-list.ts';
import { asJson } from './as-json.ts';
import type { ServedEndpoint } from './served-endpoint.ts';

/**
 * The list of the grants of a user, over HTTP: `GET` of `paths.grantList` reads it in pages, `GET` of one grant below it reads that
 * grant, and `DELETE` revokes it. The user is the one that `owner.identify` returns. For pages that are made on the server, use the
 * functions of `grantsOf`.
 *
 * Another site cannot revoke a grant with the cookies of the user: a browser sends a preflight before a DELETE, and only the origin of
 * `consentUrl` passes it.
 *
 * @example
 * createAuthorizationServer({ ...options, endpoints: [grantList] }); // /oauth_grants and /oauth_grants/{id}
 */
export const grantList: ServedEndpoint = {
  name: 'grantList',
  needsGrants: true,
  servedPaths: (paths) => ({ grantList: paths.grantList, listedGrant: pathBelow(paths.grantList) }),
  routes: (paths, _cors, { consentUrl }) => {
    // The page that shows grants is on the origin of the consent page.
    const shared = { endpoint: 'grantList', refuse: asJson, cors: originOf(consentUrl ?? '/') } as const;
    return [
      [paths.grantList, { ...shared, methods: ['GET', 'HEAD'], answer: answerGrantList }],
      [pathBelow(paths.grantList), { ...shared, methods: ['GET', 'HEAD', 'DELETE'], answer: answerListedGrant }],
    ];
  },
  metadata: () => ({}),
};
