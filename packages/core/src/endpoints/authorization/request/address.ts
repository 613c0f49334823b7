import { isVschar } from '../../../encoding/characters.ts';
import type { Params } from '../../../encoding/read-params.ts';
import { badRequest, type RefusalVerdict } from '../../../errors/refusal.ts';
import { type Brand, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';

/** The client_id and the redirect_uri of a request. Neither is proven yet. */
export type Address = Brand<
  { readonly params: Params; readonly clientId: string; readonly redirectUri: string },
  'Address'
>;

/** RFC 6749 §4.1.2.1: if the client or the redirect URI is unreadable, the answer is a page. */
export const addressStage: Stage<Params, Address, RefusalVerdict> = /* @__PURE__ */ stage<Params, RefusalVerdict>()
  .require(
    {
      name: 'client-id-once',
      requirements: ['R12', 'R190'],
      source: 'RFC 6749 §3.1',
      message: 'client_id was sent more than once. Send client_id once.',
      verdict: badRequest,
    },
    (params) => !params.repeated.has('client_id'),
  )
  .require(
    {
      name: 'redirect-uri-once',
      requirements: ['R12', 'R190'],
      source: 'RFC 6749 §3.1',
      message: 'redirect_uri was sent more than once. Send redirect_uri once.',
      verdict: badRequest,
    },
    (params) => !params.repeated.has('redirect_uri'),
  )
  .require(
    {
      name: 'address-decodes',
      requirements: ['R22', 'R5'],
      source: 'RFC 6749 appendix B',
      message: 'client_id or redirect_uri is not percent-encoded UTF-8. Encode both values with encodeURIComponent.',
      verdict: badRequest,
    },
    (params) => !params.malformed.has('client_id') && !params.malformed.has('redirect_uri'),
  )
  .refine(
    {
      name: 'client-id-present',
      requirements: ['R18', 'R2', 'R10'],
      source: 'RFC 6749 §4.1.1',
      message: 'client_id is missing. Send the identifier that the client is registered with.',
      verdict: badRequest,
    },
    (params) => {
      const clientId = params.values.get('client_id');
      return clientId === undefined ? undefined : { params, clientId };
    },
  )
  .require(
    {
      name: 'client-id-characters',
      requirements: ['R19'],
      source: 'RFC 6749 appendix A.1',
      message:
        'client_id contains a character that is not allowed. Send the identifier that the client is registered with.',
      verdict: badRequest,
    },
    ({ clientId }) => isVschar(clientId),
  )
  .refine(
    {
      name: 'redirect-uri-present',
      requirements: ['R2', 'R33', 'R10', 'R36'],
      source: 'RFC 6749 §3.1.2.3',
      message: 'redirect_uri is missing. Send one of the redirect URIs that the client is registered with.',
      verdict: badRequest,
    },
    ({ params, clientId }) => {
      const redirectUri = params.values.get('redirect_uri');
      return redirectUri === undefined ? undefined : prove<Address>({ params, clientId, redirectUri });
    },
  );
