import { type Client, isClient } from '../../../client/client.ts';
import type { Params } from '../../../encoding/read-params.ts';
import type { RefusalVerdict } from '../../../errors/refusal.ts';
import { type MatchedRedirectUri, matchRedirectUri } from '../../../redirect-uri/match-redirect-uri.ts';
import { type Brand, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { Address } from './address.ts';

/** The address of a request, and the client that is registered under its client_id. */
interface LookedUpAddress {
  readonly address: Address;
  readonly client: Client | undefined;
}

/** A registered client, and the matched redirect URI to answer at. */
export type BoundClient = Brand<
  {
    readonly kind: 'bound';
    readonly params: Params;
    readonly client: Client;
    readonly redirectUri: MatchedRedirectUri;
  },
  'BoundClient'
>;

/** RFC 6749 §4.1.2.1: no redirect without a registered client and one of its redirect URIs. */
export const bindStage: Stage<LookedUpAddress, BoundClient, RefusalVerdict> = /* @__PURE__ */ stage<
  LookedUpAddress,
  RefusalVerdict
>()
  .refine(
    {
      name: 'client-registered',
      requirements: ['R3', 'R36', 'R190'],
      source: 'RFC 6749 §4.1.2.1',
      message: 'No client is registered under this client_id. Check the spelling of client_id, or register the client.',
      verdict: { status: 404 },
    },
    // An object that defineClient and readClient did not make is no registration, whatever its members say.
    ({ address, client }) => (isClient(client) ? { address, client } : undefined),
  )
  .refine(
    {
      name: 'redirect-uri-registered',
      requirements: ['R4', 'R34', 'R35', 'R36', 'R42', 'R44', 'R50', 'R55', 'R183', 'R190'],
      source: 'RFC 6749 §3.1.2.3',
      message:
        'This redirect_uri is not registered for this client. Redirect URIs are compared byte for byte. Send a registered redirect URI without any change, or register this redirect_uri.',
      verdict: { status: 422 },
    },
    ({ address, client }) => {
      const redirectUri = matchRedirectUri(client, address.redirectUri);
      return redirectUri === undefined
        ? undefined
        : prove<BoundClient>({ kind: 'bound', params: address.params, client, redirectUri });
    },
  );
