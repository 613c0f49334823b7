import { decideVector, vectorClient } from '../expected/decide-vector.ts';
import { redeemVector } from '../expected/redeem-vector.ts';
import type { AuthorizeVector, RedemptionVector } from '../vectors/vector.ts';
import { clientsNamedBy } from '../expected/vector-request.ts';

/** Why a vector is not sent to a server that the vectors do not control. */
export type Unsendable =
  | 'another policy'
  | 'an answer of the owner'
  | 'a sign-in at another time'
  | 'a client that is not registered'
  | 'a stored code';

const beforeSignIn = (vector: AuthorizeVector): AuthorizeVector => ({
  ...vector,
  given: { ...vector.given, owner: null, remembered: [], answer: { kind: 'none' } },
});

/** A granted request leads to a question before it leads to a code; whatever ends before sign-in ends in the same way. */
const isTheSameSignedOut = (vector: AuthorizeVector): boolean => {
  const served = ['issue', 'askConsent', 'signIn'].includes(vector.expect.kind);
  const kind = decideVector(beforeSignIn(vector)).kind;
  return served ? kind === 'signIn' : kind === vector.expect.kind;
};

/** Why a vector can not be sent to a server with these clients, or `undefined` if it can. */
export const unsendable = (vector: AuthorizeVector, clients: ReadonlySet<string>): Unsendable | undefined => {
  if (vector.given.policy !== 'default') return 'another policy';
  if (vector.expect.kind === 'refuse' && vector.expect.rule === 'session-kept') return 'a sign-in at another time';
  if (!isTheSameSignedOut(vector)) return 'an answer of the owner';
  return clientsNamedBy(vector).every((id) => clients.has(id)) ? undefined : 'a client that is not registered';
};

const clientOf = ({ request: { form, authorization } }: RedemptionVector): string => {
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

/** Why a token request can not be sent: nobody can put a code into a foreign store. */
export const unsendableToken = (vector: RedemptionVector, clients: ReadonlySet<string>): Unsendable | undefined => {
  if (ruleOf(vector) === undefined || ruleOf(withoutCode(vector)) !== ruleOf(vector)) return 'a stored code';
  const client = clientOf(vector);
  return vectorClient(client) === undefined || clients.has(client) ? undefined : 'a client that is not registered';
};
