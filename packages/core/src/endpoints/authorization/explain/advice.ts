import type { Client } from '../../../client/client.ts';
import { policyConflicts } from '../../../client/policy-conflicts.ts';
import { isCodeChallengeMethod } from '../../../code/code-challenge-method.ts';
import { decodeFormValue } from '../../../encoding/form-encoding.ts';
import type { Params } from '../../../encoding/read-params.ts';
import { splitSpacedScope } from '../../../encoding/scope.ts';
import {
  type NearestRedirectUri,
  nearestRedirectUri,
  type UriDifference,
} from '../../../redirect-uri/nearest-redirect-uri.ts';
import { allowsMethod } from '../../../settings/allows-method.ts';
import type { RuleName } from '../../../rules/rule-name.ts';
import type { Facts } from '../decide.ts';
import { onceParameters } from '../request/once-parameters.ts';
import {
  foreignScopeAdvice,
  malformedResourceAdvice,
  missingResourceAdvice,
  unknownResourceAdvice,
} from './resource-advice.ts';

/** A request that broke a rule, with the facts it was decided on. */
interface BrokenRequest {
  readonly rule: RuleName;
  readonly message: string;
  readonly params: Params;
  readonly client: Client | undefined;
  readonly policy: Facts['policy'];
}

const quote = (text = ''): string => (text === '' ? 'nothing' : JSON.stringify(text));

/** The likely cause of a difference. */
const hint = ({ component, registered, requested }: UriDifference): string => {
  if (registered === undefined || requested === undefined) return '';
  if (component === 'scheme' && registered === 'https' && requested === 'http') return ' (https is not http)';
  // Programs that parse a URL and print it again add this slash.
  if (component === 'path' && [registered, requested].every((path) => path === '' || path === '/'))
    return ' (only the slash after the host differs: register both)';
  if (registered.toLowerCase() === requested.toLowerCase()) return ' (upper and lower case differ)';
  if (`${registered}/` === requested || registered === `${requested}/`) return ' (the final slash differs)';
  const decoded = decodeFormValue(registered);
  if (decoded !== undefined && decoded === decodeFormValue(requested))
    return ' (the percent-encoding differs, although both decode to the same value)';
  return '';
};

const describeDifference = (difference: UriDifference): string =>
  `the ${difference.component}: ${quote(difference.requested)} was sent, ${quote(difference.registered)} is registered${hint(difference)}`;

const describeNearest = ({ registered, differences }: NearestRedirectUri): string =>
  `The nearest registered redirect URI is ${registered}. The two redirect URIs differ in ${differences.map(describeDifference).join('; in ')}.`;

const redirectUriAdvice = ({ params, client }: BrokenRequest): string => {
  const requested = params.values.get('redirect_uri') ?? '';
  const nearest = nearestRedirectUri(client?.redirect_uris ?? [], requested, client?.loopback_port);
  return `redirect_uri ${quote(requested)} is not registered for this client. ${nearest === undefined ? '' : describeNearest(nearest)} Send the registered redirect URI exactly, or register the redirect URI that was sent.`;
};

const clientAdvice = ({ params }: BrokenRequest): string =>
  `No client is registered under the client_id ${quote(params.values.get('client_id'))}. Check the spelling, check that the request goes to the right server, or register the client.`;

const askedScope = ({ params }: BrokenRequest): readonly string[] =>
  splitSpacedScope(params.values.get('scope') ?? '') ?? [];

const unknownScopeAdvice = (broken: BrokenRequest): readonly string[] =>
  askedScope(broken)
    .filter((scope) => !broken.policy.scopes.has(scope))
    .map(
      (scope) =>
        `The scope ${quote(scope)} does not exist: remove it from the request. The policy has these scopes: ${[...broken.policy.scopes.keys()].join(', ')}.`,
    );

const onlyWhatYouNeed = 'Request only the scopes that you need.';

const scopeAdvice = (broken: BrokenRequest): string => {
  const { client, policy } = broken;
  const forbidden = askedScope(broken).filter(
    (scope) => policy.scopes.has(scope) && !(client?.scope?.includes(scope) ?? true),
  );
  return [
    ...(policy.unknownScope === 'reject' ? unknownScopeAdvice(broken) : []),
    ...forbidden.map(
      (scope) =>
        `The client may not request the scope ${quote(scope)}: remove it from the request, or add it to the scope of the client's registration.`,
    ),
    onlyWhatYouNeed,
  ].join(' ');
};

/** What the operator must mend: the value, and the two places that disagree. */
const conflictsOf = ({ client, policy }: BrokenRequest): readonly string[] =>
  client === undefined ? [] : policyConflicts(client, policy);

const defaultScopeAdvice = (broken: BrokenRequest): string => {
  const unknown = unknownScopeAdvice(broken);
  const nothing = 'The request contains no other scope, and there is no default scope for this client.';
  return unknown.length === 0 ? broken.message : [...unknown, nothing, onlyWhatYouNeed].join(' ');
};

const namesOf = (which: ReadonlySet<string>, { policy }: BrokenRequest): string =>
  onceParameters(policy)
    .filter((name) => which.has(name))
    .join(', ');

const pkceAdvice = ({ policy }: BrokenRequest): string => {
  const whom =
    policy.pkce === 'always'
      ? 'every client'
      : 'every client, except confidential clients that are registered with require_pkce: false';
  return `code_challenge is missing. The policy requires PKCE of ${whom}. Generate a random code_verifier. Send code_challenge=BASE64URL(SHA256(code_verifier)) and code_challenge_method=S256. Keep the code_verifier for the token request.`;
};

const methodAdvice = ({ params, client, policy }: BrokenRequest): string => {
  const sent = params.values.get('code_challenge_method');
  const methods = client?.code_challenge_methods ?? policy.codeChallengeMethods;
  const what =
    sent === undefined
      ? 'code_challenge_method is missing, which means plain'
      : `code_challenge_method is ${quote(sent)}`;
  const meant = sent ?? 'plain';
  // A method that does not exist cannot be allowed.
  const known = isCodeChallengeMethod(meant) ? meant : undefined;
  const policyToo = known === undefined || allowsMethod(policy, known) ? '' : ' and in the policy';
  const add =
    known === undefined
      ? ''
      : `, or allow ${known} in the code_challenge_methods of the client's registration${policyToo}`;
  return `${what}. This client may use ${methods.join(' or ')}. Send code_challenge_method=${methods.join(' or ')} with a matching code_challenge${add}.`;
};

const challengeAdvice = ({ params, message }: BrokenRequest): string => {
  const challenge = params.values.get('code_challenge') ?? '';
  if (/^[0-9a-f]{64}$/i.test(challenge))
    return `code_challenge is hexadecimal. Send the digest in base64url: 43 characters. ${message}`;
  if (challenge.endsWith('=')) return `code_challenge is padded. Remove the = at the end. ${message}`;
  return `code_challenge has ${challenge.length} characters. ${message}`;
};

/**
 * What the developer of a client must change. It may repeat parts of the request, except state and code_challenge, so
 * use it for logs and tests, never on a page.
 */
export const adviceFor = (broken: BrokenRequest): string => {
  switch (broken.rule) {
    case 'redirect-uri-registered':
      return redirectUriAdvice(broken);
    case 'client-registered':
      return clientAdvice(broken);
    case 'scope-declared':
    case 'challenge-method-declared':
      return [...conflictsOf(broken), broken.message].join(' ');
    case 'resource-syntax':
      return malformedResourceAdvice(broken, broken.message);
    case 'resource-default':
      return missingResourceAdvice(broken, broken.message);
    case 'resource-known':
      return unknownResourceAdvice(broken);
    case 'scope-of-resource':
      return foreignScopeAdvice(broken);
    case 'scope-default':
      return defaultScopeAdvice(broken);
    case 'scope-allowed':
      return scopeAdvice(broken);
    case 'parameters-once':
      return `${namesOf(broken.params.repeated, broken)} was sent more than once. Send each parameter once: build the query with URLSearchParams.set, not append.`;
    case 'parameters-decode':
      return `${namesOf(broken.params.malformed, broken)} is not percent-encoded UTF-8. ${broken.message}`;
    case 'response-type-code':
      return `response_type is ${quote(broken.params.values.get('response_type'))}. Send response_type=code.`;
    case 'response-mode-query':
      return `response_mode is ${quote(broken.params.values.get('response_mode'))}. Every response is in the query of the redirect URI: send response_mode=query, or omit it.`;
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
