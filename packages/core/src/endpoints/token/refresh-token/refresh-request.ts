import type { Client } from '../../../client/client.ts';
import type { Params } from '../../../encoding/read-params.ts';
import { splitScope } from '../../../encoding/scope.ts';
import { invalidTokenRequest, invalidTokenScope, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import { type Brand, frozenList, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { GrantTypeRequest } from '../grant-type/grant-type.ts';

/** An authenticated client with a refresh token, and the scope that it asks for. */
export type RefreshRequest = Brand<
  {
    readonly params: Params;
    readonly client: Client;
    readonly refreshToken: string;
    readonly scope: readonly string[] | 'asGranted';
  },
  'RefreshRequest'
>;

/** RFC 6749 §6: the parameters of a refresh. Nothing is looked up yet. */
export const refreshRequestStage: Stage<GrantTypeRequest, RefreshRequest, TokenRejectionVerdict> =
  /* @__PURE__ */ stage<GrantTypeRequest, TokenRejectionVerdict>()
    .refine(
      {
        name: 'refresh-token-present',
        requirements: ['R211'],
        source: 'RFC 6749 §6',
        message: 'refresh_token is missing. Send the newest refresh token that the client received.',
        verdict: invalidTokenRequest,
      },
      ({ params, client }) => {
        const refreshToken = params.values.get('refresh_token');
        return refreshToken === undefined
          ? undefined
          : { params, client, refreshToken, sent: params.values.get('scope') };
      },
    )
    .refine(
      {
        name: 'refresh-scope-syntax',
        requirements: ['R213'],
        source: 'RFC 6749 §3.3',
        message: 'scope is not a list of scope tokens with one space between them. Omit scope, or send granted scopes.',
        verdict: invalidTokenScope,
      },
      ({ params, client, refreshToken, sent }) => {
        if (sent === undefined) return prove<RefreshRequest>({ params, client, refreshToken, scope: 'asGranted' });
        const scope = splitScope(sent);
        return scope && prove<RefreshRequest>({ params, client, refreshToken, scope: frozenList(scope) });
      },
    );
