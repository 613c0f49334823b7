import { onceFor } from '../../../rules/once-for.ts';
import type { Policy } from '../../../settings/policy.ts';

/**
 * The parameters of an authorization request that the standards allow only once: those of RFC 6749 and RFC 7636, and those that
 * extensions define (OpenID Connect Core §3.1.2.1, RFC 9101, RFC 9126, RFC 9396, RFC 9449). `resource` (RFC 8707) may repeat.
 */
const standardParameters: readonly string[] = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'response_mode',
  'nonce',
  'display',
  'prompt',
  'max_age',
  'ui_locales',
  'id_token_hint',
  'login_hint',
  'acr_values',
  'claims',
  'request',
  'request_uri',
  'authorization_details',
  'dpop_jkt',
];

/** The parameters of an authorization request that may be sent only once: those of the standards, and those that the policy names. */
export const onceParameters: (policy: Policy) => readonly string[] = /* @__PURE__ */ onceFor(
  ({ authorizationParameters }: Policy) => [...new Set([...standardParameters, ...authorizationParameters])],
);
