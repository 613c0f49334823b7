import { type Decision, decide, explain, type Facts, type Reply, toReply } from '@codegrant/core';
import { surfaceOf } from './world.ts';

/** What must hold of a decision and its reply, whatever the request was. Each throws where it does not. */
type Invariant = (seen: Seen) => void;

interface Seen {
  readonly text: string;
  readonly facts: Facts;
  readonly decision: Decision;
  readonly reply: Reply;
}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

const ours: ReadonlySet<string> = new Set(['code', 'state', 'iss', 'error', 'error_description']);

const withoutPort = (uri: string): string => uri.replace(/^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)):\d+/, '$1');

/** R183, said a second time and in another way: exactly registered, or loopback with another port. */
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

const locationIsProven: Invariant = ({ decision, reply, facts }) => {
  const location = reply.headers['location'];
  switch (decision.kind) {
    case 'refuse':
    case 'askConsent':
      return must(location === undefined, 'R50: a page has no Location');
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
    'R184: then ours alone',
  );
  must(new Set(added).size === added.length, 'R184: each of ours once');
  must(added.includes('code') !== added.includes('error'), 'R71: exactly one of code and error');
  must(added.includes('iss'), 'R67: iss is in every answer');
};

/** What `URLSearchParams` makes of the state, where it can not be mistaken: sent once, under its plain name, readable. */
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

const isDeterministic: Invariant = ({ text, facts, decision, reply }) => {
  const again = decide(text, facts);
  must(again.kind === decision.kind, 'R185: the same input gives the same decision');
  must(
    JSON.stringify(toReply(again, surfaceOf(facts.policy), 'GET')) === JSON.stringify(reply),
    'R185: and the same reply',
  );
};

const isExplained: Invariant = ({ text, facts, decision }) => {
  const { rules, advice } = explain(text, facts);
  const failed = rules.filter(({ outcome }) => outcome === 'failed');
  must(failed.length === (decision.kind === 'issue' ? 0 : 1), 'One rule fails, or none where a code is issued');
  must((advice === undefined) === (decision.kind === 'issue'), 'What failed is explained');
};

const grantIsAsked: Invariant = ({ decision, facts }) => {
  if (decision.kind !== 'issue') return;
  must(facts.owner !== undefined, 'R9: a grant has an owner');
  must(decision.grant.scope.length > 0, 'A grant has a scope');
  must(
    decision.grant.scope.every((scope) => decision.grant.request.scope.includes(scope)),
    'R96: nothing is granted that was not asked for',
  );
  must(decision.record.expiresAt - facts.now <= 600, 'R77: ten minutes at most');
  must(!JSON.stringify(decision.record).includes(decision.code), 'The store does not know the code');
};

const invariants: readonly Invariant[] = [
  locationIsProven,
  registeredQueryFirst,
  stateComesBack,
  nothingRaw,
  isDeterministic,
  isExplained,
  grantIsAsked,
];

/** Decides a request and holds the outcome against every invariant. Throws the first that is violated, or whatever core throws. */
export const holdInvariants = (text: string, facts: Facts): Decision['kind'] => {
  const decision = decide(text, facts);
  const reply = toReply(decision, surfaceOf(facts.policy), 'GET');
  for (const invariant of invariants) invariant({ text, facts, decision, reply });
  return decision.kind;
};
