import type { Client, IssuedTokens, OptionalGrantType, TokenGrant, TokenRejection } from '@codegrant/core';
import type { TokenSettings } from '@codegrant/core/internal';
import type { Awaitable } from '../ports/awaitable.ts';
import type { Clock } from '../ports/clock.ts';
import type { Grants } from '../ports/grants.ts';
import type { DrawEntropy } from '../ports/random.ts';
import type { Tokens } from '../ports/tokens.ts';

/** What a grant type takes from the settings of a server to issue an access token. */
export interface IssuingSettings extends TokenSettings {
  readonly tokens: Tokens;
  readonly grants: Grants;
  readonly now: Clock;
  readonly entropy: DrawEntropy;
  readonly portTimeoutMilliseconds: number;
}

/** An access token, and what it was issued for. */
export interface IssuedGrant {
  readonly kind: 'issued';
  readonly grant: Pick<TokenGrant, 'subject' | 'scope'>;
  readonly tokens: IssuedTokens;
}

/** A token request that keeps the rules of its grant type, and how its access token is issued. */
export interface AcceptedRequest {
  readonly kind: 'accepted';
  readonly grantType: string;
  readonly client: Client;
  readonly issue: (settings: IssuingSettings) => Awaitable<IssuedGrant | TokenRejection>;
}

/** A grant type for the option `grantTypes`. A bundle contains the code of a grant type only if you import the grant type. */
export interface ServedGrantType extends OptionalGrantType<AcceptedRequest> {
  /** Returns what is wrong with its settings, each as a sentence. Default: nothing. */
  readonly problems?: (() => readonly string[]) | undefined;
}
