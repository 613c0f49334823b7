// Until @codegrant/server has them.
import type { Awaitable, TokenGrant, Tokens as ServerTokens } from '@codegrant/server';

export interface AccessToken {
  readonly subject: string | undefined;
  readonly clientId: string;
  readonly scope: readonly string[];
  readonly resources: readonly string[];
  readonly grantId: string | undefined;
  readonly authTime: number | undefined;
  readonly issuedAt: number;
  readonly expiresAt: number;
}
export interface TokenFinder {
  readonly find: (accessToken: string) => Awaitable<AccessToken | undefined>;
}
export type Tokens = ServerTokens;
export type Grant = Omit<TokenGrant, 'subject'> & { readonly subject: string | undefined };
