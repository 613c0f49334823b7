import type { Client } from '../../../client/client.ts';
import type { CodeChallenge } from '../../../code/pkce.ts';
import type { MatchedRedirectUri } from '../../../redirect-uri/match-redirect-uri.ts';
import type { Brand } from '../../../rules/brand.ts';

/** A valid request. Only the resource owner's decision is missing. */
export type AuthorizationRequest = Brand<
  {
    readonly client: Client;
    readonly redirectUri: MatchedRedirectUri;
    readonly state: string | undefined;
    /** The requested scope, or the default: at least one token. */
    readonly scope: readonly string[];
    /**
     * The requested resources, or the default ones, as the policy spells them. Empty if the policy has no resources.
     */
    readonly resources: readonly string[];
    /** The further parameters that the policy names, as JSON. `undefined` if it names none. */
    readonly parameters: string | undefined;
    readonly codeChallenge: CodeChallenge | undefined;
  },
  'AuthorizationRequest'
>;
