import { type TokenRejectionVerdict, unsupportedTokenType } from '../../errors/token-rejection.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import type { FoundToken } from '../presented-token/find-presented-token.ts';
import type { TokenType } from '../presented-token/token-type.ts';

/** A token of the client, and what the server can revoke. */
interface TokenToRevoke {
  readonly found: FoundToken;
  readonly revocableTypes: readonly TokenType[];
}

/** RFC 7009 §2.2.1: a server may be unable to revoke an access token alone. */
export const revocableStage: Stage<TokenToRevoke, TokenToRevoke, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  TokenToRevoke,
  TokenRejectionVerdict
>().require(
  {
    name: 'token-type-revocable',
    requirements: ['R247'],
    source: 'RFC 7009 §2.2.1',
    message:
      'This server cannot revoke a single access token. Revoke the refresh token, or wait until the access token expires.',
    verdict: unsupportedTokenType,
  },
  ({ found, revocableTypes }) => revocableTypes.includes(found.type),
);
