import type { Client } from '../../../client/client.ts';
import { decodeFormValue } from '../../../encoding/form-encoding.ts';
import type { Params } from '../../../encoding/read-params.ts';
import { splitScope } from '../../../encoding/scope.ts';
import {
  nearestRedirectUri,
  type NearestRedirectUri,
  type UriDifference,
} from '../../../redirect-uri/nearest-redirect-uri.ts';
import type { RuleName } from '../../../rules/rule-name.ts';
import type { Facts } from '../decide.ts';
import { onceParameters } from '../request/once-parameters.ts';

/** A request that broke a rule, and the facts that it was judged by. */
export interface BrokenRequest {
  readonly rule: RuleName;
  readonly message: string;
  readonly params: Params;
  readonly client: Client | undefined;
  readonly policy: Facts['policy'];
}

const quote = (text: string | undefined): string => (text === undefined ? 'nothing' : JSON.stringify(text));

/** What a developer would see at a second glance. */
const hint = ({ component, registered, requested }: UriDifference): string => {
  if (registered === undefined || requested === undefined) return '';
  if (component === 'scheme' && registered === 'https' && requested === 'http') return ' (https is not http)';
  if (registered.toLowerCase() === requested.toLowerCase()) return ' (upper and lower case count)';
  if (`${registered}/` === requested || registered === `${requested}/`) return ' (a slash at the end counts)';
  const decoded = decodeFormValue(registered);
  if (decoded !== undefined && decoded === decodeFormValue(requested))
    return ' (percent-encoding counts, even where it decodes to the same)';
  return '';
};

const describeDifference = (difference: UriDifference): string =>
  `the ${difference.component}: ${quote(difference.requested)} was sent, ${quote(difference.registered)} is registered${hint(difference)}`;

const describeNearest = ({ registered, differences }: NearestRedirectUri): string =>
  `The nearest that is registered is ${registered}. They differ in ${differences.map(describeDifference).join('; in ')}.`;

const redirectUriAdvice = ({ params, client }: BrokenRequest): string => {
  const requested = params.values.get('redirect_uri') ?? '';
  const nearest = nearestRedirectUri(client?.redirect_uris ?? [], requested);
  return `redirect_uri ${quote(requested)} is not registered for this client. ${nearest === undefined ? '' : describeNearest(nearest)} Send it exactly as registered, or register it as sent.`;
};

const clientAdvice = ({ params }: BrokenRequest): string =>
  `No client is registered under ${quote(params.values.get('client_id'))}. Check it for a misspelling, a missing character or another environment's identifier, or register the client.`;

const scopeAdvice = ({ params, client, policy }: BrokenRequest): string => {
  const asked = splitScope(params.values.get('scope') ?? '') ?? [];
  const unknown = asked.filter((scope) => !policy.scopes.has(scope));
  const forbidden = asked.filter((scope) => policy.scopes.has(scope) && !(client?.scope?.includes(scope) ?? true));
  return [
    ...unknown.map((scope) => `There is no scope ${quote(scope)}; there are ${[...policy.scopes.keys()].join(', ')}.`),
    ...forbidden.map((scope) => `The client is not registered for ${quote(scope)}: add it to its scope.`),
    'Leave out what is not needed.',
  ].join(' ');
};

const names = (which: ReadonlySet<string>): string => onceParameters.filter((name) => which.has(name)).join(', ');

const pkceAdvice = ({ policy }: BrokenRequest): string => {
  const why =
    policy.pkce === 'always'
      ? 'the policy asks it of everybody'
      : 'everybody must, but confidential clients that are registered with require_pkce: false';
  return `code_challenge is missing, and PKCE is required: ${why}. Make a random code_verifier, send code_challenge=BASE64URL(SHA256(code_verifier)) and code_challenge_method=S256, and keep the verifier for the token request.`;
};

const methodAdvice = ({ params, client, policy }: BrokenRequest): string => {
  const sent = params.values.get('code_challenge_method');
  const methods = client?.code_challenge_methods ?? policy.codeChallengeMethods;
  const what =
    sent === undefined
      ? 'code_challenge_method was left out, which means plain'
      : `code_challenge_method is ${quote(sent)}`;
  return `${what}. This client may use ${methods.join(' or ')}: send code_challenge_method=${methods.join(' or ')} with the challenge that belongs to it, or list the method in the client's code_challenge_methods.`;
};

const challengeAdvice = ({ params, message }: BrokenRequest): string => {
  const challenge = params.values.get('code_challenge') ?? '';
  if (/^[0-9a-f]{64}$/i.test(challenge))
    return `code_challenge is in hexadecimal. Send the digest in base64url: 43 characters. ${message}`;
  if (challenge.endsWith('=')) return `code_challenge is padded. Leave out the = at the end. ${message}`;
  return `code_challenge has ${challenge.length} characters. ${message}`;
};

/**
 * What to change about a request that broke a rule, for its developer. It may repeat parts of the request, so it is for logs and
 * tests, never for a page; a state or a challenge it does not repeat.
 */
export const adviceFor = (broken: BrokenRequest): string => {
  switch (broken.rule) {
    case 'redirect-uri-registered':
      return redirectUriAdvice(broken);
    case 'client-registered':
      return clientAdvice(broken);
    case 'scope-allowed':
      return scopeAdvice(broken);
    case 'parameters-once':
      return `${names(broken.params.repeated)} was sent more than once. Send each parameter once: build the query with URLSearchParams.set, not append.`;
    case 'parameters-decode':
      return `${names(broken.params.malformed)} is not UTF-8 in percent-encoding. ${broken.message}`;
    case 'response-type-code':
      return `response_type is ${quote(broken.params.values.get('response_type'))}. Send response_type=code.`;
    case 'pkce-used':
      return pkceAdvice(broken);
    case 'challenge-method-known':
    case 'challenge-method-allowed':
      return methodAdvice(broken);
    case 'challenge-syntax':
      return challengeAdvice(broken);
    default:
      return broken.message;
  }
};
