import {
  consentKeysOf,
  decideRegistration,
  entropyOf,
  type Issuing,
  type RegistrationAnswer,
  type RegistrationOutcome,
  registrationReply,
  type RegistrationSettings,
  type Reply,
} from '@codegrant/core';
import { randomString, registrationRequestIn, signClientId } from '@codegrant/core/internal';
import type { RegisteringServer, RegisterVector } from '../vectors/register-vector.ts';
import { fixedRegistrationKey, fixedEntropy, fixedNow } from './fixed.ts';

/** The initial access token of the vectors. */
const initialToken = 'an-initial-access-token';

/** Why the server `closed` refuses every client. */
const closedReason = 'This server registers no more clients. Ask the team that runs it.';

/** The random bytes of the servers of the vectors. They are not those of codes: a client_id is in events, and a code must not be. */
export const registeringEntropy = (length: number): Uint8Array => fixedEntropy(length).map((byte) => byte + 100);

const signed: RegistrationSettings = {
  scope: ['read', 'write', 'Read'],
  grantTypes: ['authorization_code', 'refresh_token'],
  redirectUris: 'usable',
  customRedirectSchemes: ['editor'],
  unknownScope: 'reject',
  clientTypes: 'public',
  longestRegistration: 720,
};

const stored: RegistrationSettings = { ...signed, clientTypes: 'any', longestRegistration: 4096 };

/** What clients may register at each server. */
export const registrationSettings: Readonly<Record<RegisteringServer, RegistrationSettings>> = {
  signed,
  stored,
  strict: { ...signed, redirectUris: 'all', customRedirectSchemes: undefined },
  limited: { ...signed, scope: ['read'], grantTypes: ['authorization_code'] },
  machines: { ...stored, grantTypes: ['authorization_code', 'client_credentials'] },
  tokens: signed,
  closed: signed,
  full: stored,
};

/** What the operator of each server answers. */
export const answerOf = (server: RegisteringServer, token: string | undefined): RegistrationAnswer => {
  if (server === 'closed') return { kind: 'refused', reason: closedReason };
  return server === 'tokens' && token !== initialToken ? { kind: 'tokenNeeded' } : { kind: 'accepted' };
};

const tokenIn = ({ authorization }: RegisterVector['request']): string | undefined =>
  authorization?.replace(/^Bearer /, '');

const day = Math.floor(fixedNow / 86_400);

const signedClientId = (value: unknown): string =>
  signClientId(
    { request: registrationRequestIn(value) ?? {}, issuer: 'https://login.example', day },
    consentKeysOf([fixedRegistrationKey]),
  );

const issuingOf = ({ server }: RegisterVector, value: unknown): Issuing => {
  if (server === 'full') return { kind: 'full' };
  if (registrationSettings[server].clientTypes === 'public')
    return { kind: 'issued', clientId: signedClientId(value), secret: undefined, issuedAt: day * 86_400 };
  const random = randomString(entropyOf(registeringEntropy(32)));
  const isPublic = registrationRequestIn(value)?.token_endpoint_auth_method === 'none';
  return { kind: 'issued', clientId: `self-${random}`, secret: isPublic ? undefined : random, issuedAt: fixedNow };
};

/** Returns core's decision for a vector of the registration endpoint. */
export const registerVector = (vector: RegisterVector): RegistrationOutcome => {
  const { server, request } = vector;
  const value: unknown = JSON.parse(request.json);
  const token = tokenIn(request);
  return decideRegistration(
    { value, token },
    { settings: registrationSettings[server], answer: answerOf(server, token), issuing: issuingOf(vector, value) },
  );
};

/** Converts a decision to the form of a vector's expectation, without the fields of an error. */
export const registrationInWords = (outcome: RegistrationOutcome): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'register':
      return { kind: 'register', metadata: outcome.metadata };
    case 'rejectRegistration': {
      const { name, verdict } = outcome.rule;
      return { kind: 'reject', status: verdict.status, error: verdict.error, rule: name };
    }
  }
};

/** Returns core's response to a vector of the registration endpoint. */
export const registerReply = (vector: RegisterVector): Reply => registrationReply(registerVector(vector));
