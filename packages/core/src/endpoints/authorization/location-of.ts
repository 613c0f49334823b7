import type { Client } from '../../client/client.ts';
import { encodeFormValue, encodeQueryValue, toVisibleAscii } from '../../encoding/form-encoding.ts';
import type { Refusal } from '../../errors/refusal.ts';
import type { Rejection } from '../../errors/rejection.ts';
import { redirectTo } from '../../redirect-uri/redirect-to.ts';
import { EncodedValue } from '../../redirect-uri/response-value.ts';
import { onceFor } from '../../rules/once-for.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Policy } from '../../settings/policy.ts';
import type { ConsentQuestion } from './consent/ask-consent.ts';
import type { Decision } from './decision.ts';
import type { Issued } from './issue.ts';
import { markSignIn } from './owner/sign-in-mark.ts';
import type { SignIn } from './owner/without-owner.ts';
import type { Surface } from './surface.ts';

/** A decision that sends the browser elsewhere. */
type Leaving = Exclude<Decision, Refusal | ConsentQuestion>;

const issuerOf = /* @__PURE__ */ onceFor((policy: Policy) => new EncodedValue(policy.issuer));
const descriptionOf = /* @__PURE__ */ onceFor(({ message }: Rule<unknown>) => new EncodedValue(message));

/** RFC 9207 §2: `iss` is in every answer to the client, errors too, unless the client is registered without it. */
const issFor = (client: Client, { policy }: Surface): EncodedValue | undefined =>
  client.authorization_response_iss === 'omit' ? undefined : issuerOf(policy);

/** RFC 6749 §4.1.2.1. */
const rejectionLocation = ({ client, redirectUri, state, rule }: Rejection, surface: Surface): string =>
  redirectTo(redirectUri, {
    error: rule.verdict.error,
    error_description: descriptionOf(rule),
    state,
    iss: issFor(client, surface),
  });

/** RFC 6749 §4.1.2. */
const codeLocation = ({ client, redirectUri, code, state }: Issued, surface: Surface): string =>
  redirectTo(redirectUri, { code, state, iss: issFor(client, surface) });

const withParameter = (url: string, parameter: string): string => `${url}${url.includes('?') ? '&' : '?'}${parameter}`;

/**
 * The URL of the sign-in page, with the way back in `return_to`. The way back contains the whole request, whose percent
 * signs are encoded again: nothing else is encoded without need.
 */
export const signInLocation = (
  { query, now, prompt }: Pick<SignIn, 'query' | 'now' | 'prompt'>,
  { signInUrl, authorizePath }: Pick<Surface, 'signInUrl' | 'authorizePath'>,
): string => {
  const carried = encodeQueryValue(markSignIn(toVisibleAscii(query), now));
  const location = withParameter(signInUrl, `return_to=${encodeFormValue(`${authorizePath}?`)}${carried}`);
  return prompt === undefined ? location : withParameter(location, `prompt=${prompt}`);
};

/** Where the user can start a refused request again. `undefined` if the refusal has no request. */
export const retryLocation = ({ retryQuery }: Refusal, { authorizePath }: Surface): string | undefined =>
  retryQuery === undefined ? undefined : `${authorizePath}?${toVisibleAscii(retryQuery)}`;

/** Where a decision sends the browser. */
export const locationOf = (decision: Leaving, surface: Surface): string => {
  switch (decision.kind) {
    case 'reject':
      return rejectionLocation(decision, surface);
    case 'signIn':
      return signInLocation(decision, surface);
    case 'issue':
      return codeLocation(decision, surface);
  }
};

/** The consent page of the operator for a consent request. */
export const consentLocation = ({ consentToken }: ConsentQuestion, consentUrl: string): string =>
  withParameter(consentUrl, `consent_token=${consentToken}`);
