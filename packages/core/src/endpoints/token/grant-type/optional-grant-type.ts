import type { Entropy } from '../../../crypto/entropy.ts';
import type { TokenRejection } from '../../../errors/token-rejection.ts';
import type { Answer, Asked } from '../../../flow/flow.ts';
import type { TokenSettings } from '../../../grant/token-settings.ts';
import type { GrantTypeRequest } from './grant-type.ts';

/** The ports of the flow of an optional grant type. */
export interface OptionalGrantPorts {
  readonly entropy: () => Entropy;
}

/**
 * A grant type that a server has only if its list of grant types names it. The bundle of a server without it does not contain it. A client
 * may use it if its `grant_types` have the name.
 */
export interface OptionalGrantType<Outcome> {
  /** As in `grant_type`, and in the metadata. */
  readonly name: string;
  /** What its requests lead to: a flow, or the answer of one that asks no port. */
  readonly flow: <Pause>(
    request: GrantTypeRequest,
    settings: TokenSettings,
    ports: Asked<Pause, OptionalGrantPorts>,
  ) => Answer<Pause, Outcome | TokenRejection>;
}

/** What the token endpoint takes from the settings of a server. */
export interface TokenEndpointSettings<Outcome> extends TokenSettings {
  /** The grant types besides `authorization_code` and `refresh_token`. Default: none. */
  readonly grantTypes?: readonly OptionalGrantType<Outcome>[] | undefined;
}
