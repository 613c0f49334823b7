import { authorizationInOutage } from './outages-of-authorization.ts';
import { grantListInOutage } from './outages-of-grant-list.ts';
import { presentedTokensInOutage } from './outages-of-presented-tokens.ts';
import { tokensInOutage } from './outages-of-tokens.ts';
import type { RequestInOutage } from './request-in-outage.ts';

/** Every endpoint with ports. */
export const requestsInOutage: readonly RequestInOutage[] = [
  ...authorizationInOutage,
  ...tokensInOutage,
  ...presentedTokensInOutage,
  ...grantListInOutage,
];
