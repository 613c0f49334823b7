import type { Policy } from '../settings/policy.ts';
import type { Client } from './client.ts';

/** Whether a client may ask for a scope: the policy has it, and the registration of the client does not leave it out. */
export const mayAskFor = ({ scope: registered }: Client, scope: string, policy: Policy): boolean =>
  policy.scopes.has(scope) && (registered?.includes(scope) ?? true);
