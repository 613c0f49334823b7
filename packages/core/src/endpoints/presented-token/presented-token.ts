import type { Params } from '../../encoding/read-params.ts';
import { invalidTokenRequest, type TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import { type Brand, prove } from '../../rules/brand.ts';
import { type Stage, stage } from '../../rules/stage.ts';
import { type TokenType, tokenTypes } from './token-type.ts';

/** A token that an authenticated party presents. Nobody knows yet whether it is one. */
export type PresentedToken = Brand<
  {
    readonly value: string;
    /** RFC 7009 §2.1: a hint of another type is ignored. */
    readonly hint: TokenType | undefined;
  },
  'PresentedToken'
>;

/** RFC 7009 §2.1 and RFC 7662 §2.1: the parameter `token`. */
export const presentedTokenStage: Stage<Params, PresentedToken, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  Params,
  TokenRejectionVerdict
>().refine(
  {
    name: 'presented-token-sent',
    requirements: ['R240', 'R251'],
    source: 'RFC 7009 §2.1',
    message: 'token is missing. Send the access token or the refresh token in the parameter token.',
    verdict: invalidTokenRequest,
  },
  ({ values }) => {
    const value = values.get('token');
    const hint = tokenTypes.find((type) => type === values.get('token_type_hint'));
    return value === undefined ? undefined : prove<PresentedToken>({ value, hint });
  },
);
