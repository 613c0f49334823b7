import type { TokenGrant } from '@codegrant/core';
import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import { issueTokens, type Tokens } from '../ports/tokens.ts';
import type { IssuedGrant } from './served-grant-type.ts';

/** Issues the access token of a grant that needs no further decision. */
export const issueGrant = (grant: TokenGrant, tokens: Tokens): Awaitable<IssuedGrant> =>
  mapAwaitable(issueTokens(grant, tokens), (issued) => ({ kind: 'issued', grant, tokens: issued }));
