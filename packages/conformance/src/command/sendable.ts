import { decideVector, vectorClient } from '../expected/decide-vector.ts';
import { redeemVector } from '../expected/redeem-vector.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import type { RedemptionVector } from '../vectors/redemption-vector.ts';
import { clientsNamedBy } from '../expected/vector-request.ts';

/** Why a vector cannot be sent to a remote server. */
export type Unsendable =
  | 'another policy'
  | 'an answer from the user'
  | 'a sign-in at another time'
  | 'a client that is not registered'
  | 'a token endpoint that reads JSON'
  | 'a stored code';

const beforeSignIn = (vector: AuthorizeVector): AuthorizeVector => ({
  ...vector,
  given: { ...vector.given, owner: null, remembered: [], answer: { kind: 'none' } },
});

/** An accepted request leads to sign-in before a code is issued. An error that occurs before sign-in stays the same. */
const isTheSameSignedOut = (vector: AuthorizeVector): boolean => {
  const served = ['issue', 'askConsent', 'signIn'].includes(vector.expect.kind);
  const kind = decideVector(beforeSignIn(vector)).kind;
  return served ? kind === 'signIn' : kind === vector.expect.kind;
};

/** Why a vector cannot be sent to a server with these clients, or `undefined` if it can. */
export const unsendable = (vector: AuthorizeVector, clients: ReadonlySet<string>): Unsendable | undefined => {
  if (vector.given.policy !== 'default') return 'another policy';
  if (vector.expect.kind === 'refuse' && vector.expect.rule === 'session-kept') return 'a sign-in at another time';
  if (!isTheSameSignedOut(vector)) return 'an answer from the user';
  return clientsNamedBy(vector).every((id) => clients.has(id)) ? undefined : 'a client that is not registered';
};

const clientOf = (form: string, authorization: string | undefined): string => {
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const [user = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return new URLSearchParams(`id=${user}`).get('id') || (new URLSearchParams(form).get('client_id') ?? '');
};

const withoutCode = (vector: RedemptionVector): RedemptionVector => ({
  ...vector,
  given: { ...vector.given, known: false },
});

const ruleOf = (vector: RedemptionVector): string | undefined => {
  const outcome = redeemVector(vector);
  return outcome.kind === 'rejectToken' ? outcome.rule.name : undefined;
};

/** Why a token request cannot be sent to a remote server with its own code store, or `undefined` if it can. */
export const unsendableToken = (vector: RedemptionVector, clients: ReadonlySet<string>): Unsendable | undefined => {
  const { request } = vector;
  // RFC 6749 §4.1.3: a token request is a form.
  if ('json' in request) return 'a token endpoint that reads JSON';
  const rule = ruleOf(vector);
  if (rule === undefined || ruleOf(withoutCode(vector)) !== rule) return 'a stored code';
  const client = clientOf(request.form, request.authorization);
  return vectorClient(client) === undefined || clients.has(client) ? undefined : 'a client that is not registered';
};
