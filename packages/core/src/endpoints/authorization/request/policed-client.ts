import type { Policy } from '../../../settings/policy.ts';
import type { BoundClient } from './bind.ts';

/** A request of a bound client, and the policy to check it with. */
export interface PolicedClient {
  readonly bound: BoundClient;
  readonly policy: Policy;
}

/** The value of a parameter of the request. */
export const parameter = ({ bound }: PolicedClient, name: string): string | undefined => bound.params.values.get(name);
