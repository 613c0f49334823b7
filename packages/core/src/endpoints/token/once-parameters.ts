import { onceFor } from '../../rules/once-for.ts';
import type { Policy } from '../../settings/policy.ts';

/** The parameters of a token request that the standards allow only once. */
const standardParameters: readonly string[] = [
  'grant_type',
  'code',
  'redirect_uri',
  'client_id',
  'client_secret',
  'code_verifier',
  'refresh_token',
  'scope',
  'client_assertion',
  'client_assertion_type',
];

/** The parameters of a token request that may be sent only once: those of the standards, and those that the policy names. */
export const onceTokenParameters: (policy: Policy) => readonly string[] = /* @__PURE__ */ onceFor(
  ({ tokenParameters }: Policy) => [...standardParameters, ...tokenParameters],
);
