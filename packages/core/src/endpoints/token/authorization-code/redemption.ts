import type { Client } from '../../../client/client.ts';
import type { Params } from '../../../encoding/read-params.ts';
import { invalidTokenRequest, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import { type Brand, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { GrantTypeRequest } from '../grant-type/grant-type.ts';

/** An authenticated client with a code to redeem. */
export type Redemption = Brand<
  { readonly params: Params; readonly client: Client; readonly code: string },
  'Redemption'
>;

/** RFC 6749 §4.1.3: the parameters of the token request. They are checked before the code is taken. */
export const redemptionStage: Stage<GrantTypeRequest, Redemption, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  GrantTypeRequest,
  TokenRejectionVerdict
>()
  .refine(
    {
      name: 'code-present',
      requirements: ['R126'],
      source: 'RFC 6749 §4.1.3',
      message: 'code is missing. Send the code from the redirect.',
      verdict: invalidTokenRequest,
    },
    ({ params, client }) => {
      const code = params.values.get('code');
      return code === undefined ? undefined : { params, client, code };
    },
  )
  .refine(
    {
      name: 'token-redirect-uri-present',
      requirements: ['R127', 'R128'],
      source: 'RFC 6749 §4.1.3',
      message: 'redirect_uri is missing. Send the redirect_uri of the authorization request.',
      verdict: invalidTokenRequest,
    },
    ({ params, client, code }) =>
      client.token_redirect_uri === 'optional' || params.values.has('redirect_uri')
        ? prove<Redemption>({ params, client, code })
        : undefined,
  );
