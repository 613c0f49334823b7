import {
  type Client,
  decide,
  type Decision,
  explain,
  type Facts,
  type HostedSurface,
  type Policy,
  type Reply,
  type Surface,
  toJsonReply,
  toReply,
} from '@codegrant/core';
import { verifyConsentToken } from '@codegrant/core/internal';
import { consentsFor, resourcesAreAsked } from './resource-invariants.ts';
import { surfacesOf } from './world.ts';

/** A request and what was decided about it. */
interface Decided {
  readonly text: string;
  readonly facts: Facts;
  readonly decision: Decision;
}

/** A request, its decision, and the reply on a surface. */
interface Seen extends Decided {
  readonly surface: Surface;
  readonly reply: Reply;
}

/** Something that holds for every decision. Throws if it does not. */
type DecisionInvariant = (decided: Decided) => void;

/** Something that holds for every decision and its reply, on any surface. */
type Invariant = (seen: Seen) => void;

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

const ours: ReadonlySet<string> = new Set(['code', 'state', 'iss', 'error', 'error_description']);

/** Whether only one site can get the answer. Written independently of core. */
const isElsewhere = (uri: string): boolean => {
  const { protocol, hostname } = new URL(uri);
  return protocol === 'https:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
};

const withoutPort = (uri: string): string => uri.replace(/^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)):\d+/, '$1');

/** R183, written independently of core: registered exactly, or loopback with another port. */
const isRegistered = (facts: Facts, clientId: string, uri: string): boolean => {
  const client = facts.client(clientId);
  if (client === undefined) return false;
  if (client.redirect_uris.includes(uri)) return true;
  return (
    client.loopback_port === 'any' &&
    withoutPort(uri) !== uri &&
    client.redirect_uris.some((registered) => withoutPort(registered) === withoutPort(uri))
  );
};

const consentTokenIn = (location: string | undefined, consentUrl: string): string | undefined => {
  const before = `${consentUrl}${consentUrl.includes('?') ? '&' : '?'}consent_token=`;
  return location?.startsWith(before) ? location.slice(before.length) : undefined;
};

const locationIsProven: Invariant = ({ decision, reply, facts, surface: { consentUrl } }) => {
  const location = reply.headers['location'];
  switch (decision.kind) {
    case 'refuse':
      return must(location === undefined, 'R50: a page has no Location');
    case 'askConsent':
      return consentUrl === undefined
        ? must(location === undefined, 'R50: a page has no Location')
        : must(
            consentTokenIn(location, consentUrl) === decision.consentToken,
            'R50: a hosted consent page is at the consentUrl, and gets nothing but the token',
          );
    case 'signIn':
      return must(
        location?.startsWith('/sign-in?return_to=%2Foauth%2Fauthorize%3F') ?? false,
        'R50: sign-in is on this server',
      );
    case 'reject':
    case 'issue':
      must(location?.startsWith(decision.redirectUri) ?? false, 'R183: the Location starts with the redirect URI');
      return must(
        isRegistered(facts, decision.client.client_id, decision.redirectUri),
        'R183: the redirect URI is registered',
      );
  }
};

const pairsOf = (query: string): readonly string[] =>
  Array.from(new URLSearchParams(query), ([name, value]) => `${name}=${value}`);

const queryOf = (uri: string): string => uri.replace(/^[^?]*\??/s, '');

const registeredQueryFirst: Invariant = ({ decision, reply }) => {
  if (decision.kind !== 'reject' && decision.kind !== 'issue') return;
  const registered = pairsOf(queryOf(decision.redirectUri));
  const all = pairsOf(queryOf(reply.headers['location'] ?? ''));
  must(
    registered.every((pair, index) => all[index] === pair),
    'R184: the registered pairs come first',
  );
  const added = all.slice(registered.length).map((pair) => pair.replace(/=.*$/s, ''));
  must(
    added.every((name) => ours.has(name)),
    'R184: only parameters of the answer follow',
  );
  must(new Set(added).size === added.length, 'R184: each parameter of the answer is there once');
  must(added.includes('code') !== added.includes('error'), 'R71: exactly one of code and error');
  const sendsIss = decision.client.authorization_response_iss === 'send';
  must(added.includes('iss') === sendsIss, 'R67: iss is in every answer, unless the client is registered without it');
};

/** The state as `URLSearchParams` reads it, if it is unambiguous: sent once, under its plain name, decodable. */
const sentState = (text: string): string | undefined => {
  const all = new URLSearchParams(text).getAll('state');
  const raw = text.split('&').filter((pair) => pair.startsWith('state='));
  if (all.length !== 1 || raw.length !== 1 || all[0] === '') return undefined;
  return /%(?![0-9A-Fa-f]{2})|\p{Surrogate}/u.test(raw[0] ?? '') || (all[0]?.includes('\uFFFD') ?? false)
    ? undefined
    : all[0];
};

const stateComesBack: Invariant = ({ decision, reply, text }) => {
  if (decision.kind !== 'reject' && decision.kind !== 'issue') return;
  const answered = new URLSearchParams(queryOf(reply.headers['location'] ?? '')).get('state');
  const sent = sentState(text);
  if (sent !== undefined) must(answered === sent, 'R57: the state comes back exactly');
  if (!/state|%/.test(text)) must(answered === null, 'R58: no state is made up');
};

const nothingRaw: Invariant = ({ reply }) => {
  must(!/[<>"'&\0\r\u202E]zq/.test(reply.body), 'R186: nothing reaches the page unescaped');
  for (const value of Object.values(reply.headers)) {
    must(/^[\x20-\x7E]*$/.test(value), 'R186: a header is visible ASCII');
    must(!/[<>"']zq/.test(value), 'R186: nothing reaches a header unencoded');
  }
};

const isDeterministic: DecisionInvariant = ({ text, facts, decision }) => {
  const again = decide(text, facts);
  const { here } = surfacesOf(facts.policy);
  must(again.kind === decision.kind, 'R185: the same input gives the same decision');
  must(
    JSON.stringify(toReply(again, here, 'GET')) === JSON.stringify(toReply(decision, here, 'GET')),
    'R185: and the same reply',
  );
};

const isExplained: DecisionInvariant = ({ text, facts, decision }) => {
  const { rules, advice } = explain(text, facts);
  const failed = rules.filter(({ outcome }) => outcome === 'failed');
  must(failed.length === (decision.kind === 'issue' ? 0 : 1), 'One rule fails, or none if a code is issued');
  must((advice === undefined) === (decision.kind === 'issue'), 'There is advice if a rule fails');
};

const grantIsAsked: DecisionInvariant = ({ decision, facts }) => {
  if (decision.kind !== 'issue') return;
  must(facts.owner !== undefined, 'R9: a grant has an owner');
  must(decision.grant.scope.length > 0, 'A grant has a scope');
  must(
    decision.grant.allowed.every((consent) =>
      decision.grant.scope.some((scope) => consentsFor(scope, decision.grant.request, facts.policy).includes(consent)),
    ),
    'The scope that was allowed just now is a part of the grant',
  );
  must(
    decision.grant.scope.every((scope) => decision.grant.request.scope.includes(scope)),
    'R96: only requested scopes are granted',
  );
  must(decision.record.expiresAt - facts.now <= 600, 'R77: ten minutes at most');
  must(!JSON.stringify(decision.record).includes(decision.code), 'The store does not know the code');
};

/** Whether the scopes that were allowed before count. Written independently of core. */
const countsAsRemembered = ({ rememberConsent }: Policy, client: Client, redirectUri: string): boolean =>
  rememberConsent === 'everyClient' ||
  (rememberConsent === 'provenClients' && (client.client_secret_hashes.length > 0 || isElsewhere(redirectUri)));

const mustBeChosen = (scope: string, client: Client, policy: Policy): boolean =>
  [...client.required_scope, ...policy.requiredScope].includes(scope);

const grantIsAllowed: DecisionInvariant = ({ decision, facts }) => {
  if (decision.kind !== 'issue') return;
  const { request, policy, owner, scope } = decision.grant;
  const { remembered, answer } = facts.consent(request, owner);
  must(answer.kind !== 'deny', 'R62: a denial is no grant');
  must(answer.kind === 'allow' || decision.grant.allowed.length === 0, 'R96: without an answer nothing is allowed now');
  const knows = countsAsRemembered(policy, request.client, request.redirectUri);
  const answered = (token: string): boolean =>
    answer.kind === 'allow' &&
    (answer.askedResources?.join(' ') ?? request.resources.join(' ')) === request.resources.join(' ') &&
    (answer.asked?.includes(token) ?? true) &&
    (answer.scope === 'asAsked' || answer.scope.includes(token) || mustBeChosen(token, request.client, policy));
  const answeredNow = new Set(scope.filter(answered).flatMap((token) => consentsFor(token, request, policy)));
  for (const consent of decision.grant.allowed)
    must(answeredNow.has(consent), 'R96, R204: what is allowed now was in the answer, for its resource');
  for (const token of scope)
    must(
      request.client.consent === 'skip' ||
        (knows && consentsFor(token, request, policy).every((consent) => remembered.includes(consent))) ||
        answered(token),
      'R96: a granted scope was allowed, now or before, or the client skips consent',
    );
};

const sentMark = /(?:&codegrant_sign_in=(\d{1,16}))+$/;

const consentRequestIsRight: DecisionInvariant = ({ text, decision, facts }) => {
  if (decision.kind !== 'askConsent') return;
  const { request, owner, scopes, consentToken } = decision;
  const ids = scopes.map(({ id }) => id);
  const { remembered, answer } = facts.consent(request, owner);
  must(
    answer.kind === 'none' ||
      (answer.kind === 'allow' && answer.askedResources?.join(' ') !== request.resources.join(' ')),
    'The owner is not asked again after an answer, unless it was about other resources',
  );
  must(request.client.consent === 'ask', 'R98: the owner is not asked for a client that skips consent');
  must(ids.length > 0, 'A consent request asks for a scope');
  must(
    ids.every((id) => request.scope.includes(id)),
    'R96: the owner is asked only for requested scopes',
  );
  must(
    !countsAsRemembered(facts.policy, request.client, request.redirectUri) ||
      !ids.some((id) => consentsFor(id, request, facts.policy).every((consent) => remembered.includes(consent))),
    'The owner is not asked for a remembered scope',
  );
  must(
    scopes.every(({ id, required }) => required === mustBeChosen(id, request.client, facts.policy)),
    'A required scope is marked as required',
  );
  const verified = verifyConsentToken(consentToken, facts.consentKeys, facts.now);
  if (verified.kind !== 'valid') throw new Error('R108: the token is valid');
  must(verified.content.askedScope.join(' ') === ids.join(' '), 'R96: the token bounds the answer to what is asked');
  must(
    verified.content.askedResources.join(' ') === request.resources.join(' '),
    'R205: the token bounds the answer to the resources that are asked for',
  );
  must(verified.content.query === text.replace(sentMark, ''), 'The token has the request without its sign-in mark');
};

/** The query that sign-in sends the browser back with. */
const returnedQuery = (decision: Decision, policy: Policy): string => {
  const location = toReply(decision, surfacesOf(policy).here, 'GET').headers['location'] ?? '';
  return (new URLSearchParams(queryOf(location)).get('return_to') ?? '').replace('/oauth/authorize?', '');
};

/** The Location of an answer to the client, or the kind of any other decision. */
const answerOf = (decision: Decision, policy: Policy): string =>
  decision.kind === 'reject' || decision.kind === 'issue'
    ? (toReply(decision, surfacesOf(policy).here, 'GET').headers['location'] ?? '')
    : decision.kind;

const signInNeverLoops: DecisionInvariant = ({ text, decision, facts }) => {
  if (decision.kind !== 'signIn') return;
  const { policy, now } = facts;
  const back = returnedQuery(decision, policy);
  for (const seconds of [0, 599]) {
    const second = decide(back, { ...facts, now: now + seconds });
    must(
      second.kind === 'refuse' && second.rule.name === 'session-kept',
      'R9: a request goes to sign-in once in 600 seconds',
    );
  }
  const later = decide(back, { ...facts, now: now + 600 });
  must(later.kind === 'signIn', 'R9: after 600 seconds, a request goes to sign-in again');
  must(
    returnedQuery(later, policy).length === back.length + String(now + 600).length - String(now).length,
    'The returned query does not grow',
  );
  const signedIn: Facts = { ...facts, owner: { subject: 'user-1' } };
  must(
    answerOf(decide(back, signedIn), policy) === answerOf(decide(text, signedIn), policy),
    'R9: the returned query is answered like the request itself',
  );
};

const markChangesOnlySignIn: DecisionInvariant = ({ text, decision, facts }) => {
  if (decision.kind === 'refuse' && decision.rule.name === 'session-kept') {
    const age = facts.now - Number(sentMark.exec(text)?.[1]);
    must(facts.owner === undefined, 'R9: sign-in had no effect only if nobody is signed in');
    must(age >= 0 && age < 600, 'R9: sign-in had no effect only within 600 seconds');
  }
  if (facts.owner === undefined || !sentMark.test(text)) return;
  const unmarked = decide(text.replace(sentMark, ''), facts);
  must(
    answerOf(unmarked, facts.policy) === answerOf(decision, facts.policy),
    'A sign-in mark changes nothing if the owner is signed in',
  );
};

/** The JSON for a page hosted by the operator says the same as a redirect. */
const jsonAgrees = (decision: Decision, surface: HostedSurface): void => {
  const { status, headers, body } = toJsonReply(decision, surface);
  const said: unknown = JSON.parse(body);
  must(headers['location'] === undefined, 'R50: JSON has no Location');
  if (decision.kind === 'refuse') {
    const { message, verdict } = decision.rule;
    must(status === verdict.status, 'A refusal has its status in JSON too');
    must(
      JSON.stringify(said) === JSON.stringify({ error: 'invalid_request', error_description: message }),
      'R186: an error in JSON repeats nothing of the request',
    );
    return;
  }
  const location = toReply(decision, surface, 'GET').headers['location'];
  must(status === 200, 'JSON is 200 unless the request is refused');
  must(JSON.stringify(said) === JSON.stringify({ redirect_uri: location }), 'JSON has the URL of the redirect');
};

const decisionInvariants: readonly DecisionInvariant[] = [
  isDeterministic,
  isExplained,
  grantIsAsked,
  grantIsAllowed,
  ({ text, decision, facts }) => resourcesAreAsked(text, decision, facts),
  consentRequestIsRight,
  signInNeverLoops,
  markChangesOnlySignIn,
];

const invariants: readonly Invariant[] = [locationIsProven, registeredQueryFirst, stateComesBack, nothingRaw];

/** Decides a request and checks every invariant. Throws for the first that is violated, and what core throws. */
export const holdInvariants = (text: string, facts: Facts): Decision['kind'] => {
  const decision = decide(text, facts);
  for (const invariant of decisionInvariants) invariant({ text, facts, decision });
  const { here, elsewhere } = surfacesOf(facts.policy);
  for (const surface of [here, ...elsewhere]) {
    const reply = toReply(decision, surface, 'GET');
    for (const invariant of invariants) invariant({ text, facts, decision, surface, reply });
  }
  for (const surface of elsewhere) jsonAgrees(decision, surface);
  return decision.kind;
};
