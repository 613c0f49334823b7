import { type AccessToken, type CodeRecord, defineClient, hashCode } from '@codegrant/core';
import { fixedNow, plainAccessToken, plainRecord } from '../expected/fixed.ts';
import { vectorPolicies } from '../vectors/vector-policies.ts';
import { plainTokens } from './plain-tokens.ts';
import type { Where, WrongValue } from './wrong-value.ts';

const web = { client_id: 'web', redirect_uris: ['https://web.example/callback'], client_secret: 'web-secret' };
const client = defineClient(web);

/** As a cache of JSON returns it, and as the attack of a stranger needs it: a part of a string counts as a member. */
const serialized: object = JSON.parse(JSON.stringify(client));
const asText = { ...client, redirect_uris: 'https://web.example/callback?x=' };

const found = (what: string, value: unknown, where: Where = 'authorize'): WrongValue => ({
  member: 'clients.find',
  what,
  where,
  options: () => ({ clients: { find: () => value } }),
});

const identified = (what: string, value: unknown): WrongValue => ({
  member: 'owner.identify',
  what,
  where: 'authorize',
  options: () => ({ owner: { identify: () => value } }),
});

const granted = (what: string, value: unknown): WrongValue => ({
  member: 'consents.granted',
  what,
  where: 'authorize',
  options: () => ({ consents: { granted: () => value, remember: () => {}, forget: () => {} } }),
});

const recorded = (what: string, value: unknown): WrongValue => ({
  member: 'store.recordAnswer',
  what,
  where: 'answer',
  options: () => ({ store: { saveCode: () => {}, takeCode: () => undefined, recordAnswer: () => value } }),
});

const taken = (member: string, what: string, value: unknown): WrongValue => ({
  member: `store.takeCode must return ${member}`,
  what,
  where: 'redeem',
  options: () => ({
    store: { saveCode: () => {}, takeCode: () => value, recordAnswer: (_id: string, answer: string) => answer },
  }),
});

/** A record that a store changed, or of which it lost a part. */
const record = (member: keyof CodeRecord, what: string, changes: object): WrongValue =>
  taken(member, what, { firstUse: true, record: { ...plainRecord, ...changes } });

/** Resources that a store lost, although the policy has some (R206). */
const lostResources = (what: string, resources: unknown): WrongValue => {
  const wrong = record('resources', what, { resources });
  return { ...wrong, options: (isStarted) => ({ ...wrong.options(isStarted), policy: vectorPolicies['resources'] }) };
};

const issued = (member: string, what: string, value: unknown): WrongValue => ({
  member: `tokens.issue must return ${member}`,
  what,
  where: 'redeem',
  options: () => ({ tokens: { ...plainTokens, issue: () => value } }),
});

const tokenFound = (member: string, what: string, value: unknown): WrongValue => ({
  member: `tokens.find must return ${member}`,
  what,
  where: 'introspect',
  options: () => ({ tokens: { ...plainTokens, find: () => value } }),
});

/** A valid access token that a port changed, or of which it lost a part. */
const foundToken = (member: keyof AccessToken, what: string, changes: object): WrongValue =>
  tokenFound(member, what, { ...plainAccessToken, ...changes });

const token = { accessToken: 'token', expiresIn: 60 };

/** Values that a port must not return, each named by its port and its member. */
export const wrongPortValues: readonly WrongValue[] = [
  found('a registration that was not validated', web),
  found('a copy of a client', { ...client }),
  found('a client from a cache of JSON', serialized),
  found('a client whose redirect_uris is a string', asText),
  found('another client', defineClient({ ...web, client_id: 'Web' })),
  found('a string', 'web'),
  found('true', true),
  found('an array of clients', [client]),
  found('a promise of a copy', Promise.resolve({ ...client })),
  found('a client from a cache of JSON', serialized, 'redeem'),
  found('another client', defineClient({ ...web, client_id: 'Web' }), 'redeem'),

  identified('no subject', {}),
  identified('a subject that is null', { subject: null }),
  identified('an empty subject', { subject: '' }),
  identified('a subject that is a number', { subject: 7 }),
  identified('a subject that is a promise', { subject: Promise.resolve('user-1') }),
  identified('an array of owners', [{ subject: 'user-1' }]),
  identified('false', false),
  identified('an empty name', { subject: 'user-1', name: '' }),
  identified('an authTime in milliseconds', { subject: 'user-1', authTime: fixedNow * 1000 }),
  identified('an authTime that is a Date', { subject: 'user-1', authTime: new Date() }),
  identified('a negative authTime', { subject: 'user-1', authTime: -1 }),

  granted('a string', 'read write'),
  granted('a set', new Set(['read'])),
  granted('rows', [{ scope: 'read' }]),
  granted('true', true),

  recorded('undefined', undefined),
  recorded('null', null),
  recorded('true', true),
  recorded('a number', 1),
  recorded('the result object of a database', { changes: 1 }),
  recorded('a row', { answer: 'allow read' }),

  tokenFound('the record', 'true', true),
  tokenFound('the record', 'a string', 'read'),
  foundToken('clientId', 'no clientId', { clientId: undefined }),
  foundToken('subject', 'an empty subject', { subject: '' }),
  foundToken('scope', 'a scope that is a string', { scope: 'read write' }),
  foundToken('resources', 'no resources', { resources: undefined }),
  foundToken('expiresAt', 'an expiresAt in milliseconds', { expiresAt: fixedNow * 1000 }),
  foundToken('issuedAt', 'an issuedAt that is a Date', { issuedAt: new Date() }),

  taken('firstUse', 'no firstUse', { record: plainRecord }),
  taken('firstUse', 'a firstUse that is a number', { firstUse: 1, record: plainRecord }),
  taken('firstUse', 'the record itself', plainRecord),
  taken('firstUse', 'true', true),
  taken('record', 'no record', { firstUse: true }),
  taken('record', 'a record that is JSON', { firstUse: true, record: JSON.stringify(plainRecord) }),
  record('codeHash', 'the record of another code', { codeHash: hashCode('another') }),
  record('codeHash', 'a record without its key', { codeHash: undefined }),
  record('clientId', 'no clientId', { clientId: null }),
  record('clientId', 'an empty clientId', { clientId: '' }),
  record('redirectUri', 'no redirectUri', { redirectUri: undefined }),
  record('redirectUri', 'several redirectUris', { redirectUri: [plainRecord.redirectUri] }),
  record('subject', 'a subject that is null', { subject: null }),
  record('subject', 'a subject that is a number', { subject: 7 }),
  record('scope', 'an empty scope', { scope: '' }),
  record('scope', 'a scope that is null', { scope: null }),
  record('scope', 'a scope that is an array', { scope: ['read'] }),
  record('scope', 'a scope with two spaces', { scope: 'read  write' }),
  record('codeChallenge', 'neither challenge nor method', { codeChallenge: null, codeChallengeMethod: null }),
  record('codeChallenge', 'members that do not exist', { codeChallenge: undefined, codeChallengeMethod: undefined }),
  record('codeChallenge', 'no challenge', { codeChallenge: null }),
  record('codeChallenge', 'no method', { codeChallengeMethod: null }),
  record('codeChallenge', 'an empty challenge', { codeChallenge: '' }),
  record('codeChallenge', 'a challenge with the method none', { codeChallengeMethod: 'none' }),
  record('codeChallenge', 'an unknown method', { codeChallengeMethod: 's256' }),
  record('resources', 'an empty string of resources', { resources: '' }),
  record('resources', 'a list of resources', { resources: ['https://api.example/mcp'] }),
  lostResources('no resources, although the policy has some', undefined),
  lostResources('resources that are null, although the policy has some', null),
  record('authTime', 'an authTime in milliseconds', { authTime: fixedNow * 1000 }),
  record('authTime', 'an authTime that is a Date', { authTime: new Date() }),
  record('expiresAt', 'an expiresAt in milliseconds', { expiresAt: (fixedNow + 60) * 1000 }),
  record('expiresAt', 'an expiresAt in another time zone', { expiresAt: fixedNow + 60 + 1800 }),
  record('expiresAt', 'an expiresAt that is a string', { expiresAt: String(fixedNow + 60) }),
  record('expiresAt', 'an expiresAt that is a Date', { expiresAt: new Date() }),
  record('expiresAt', 'an endless expiresAt', { expiresAt: Number.POSITIVE_INFINITY }),
  record('expiresAt', 'no expiresAt', { expiresAt: null }),

  issued('an accessToken', 'undefined', undefined),
  issued('an accessToken', 'an empty accessToken', { ...token, accessToken: '' }),
  issued('an accessToken', 'an accessToken that is a promise', { ...token, accessToken: Promise.resolve('token') }),
  issued('an accessToken', 'an accessToken with a line break', { ...token, accessToken: 'to\nken' }),
  issued('an accessToken', 'an accessToken of bytes', { ...token, accessToken: new Uint8Array(32) }),
  issued('expiresIn', 'no lifetime', { accessToken: 'token' }),
  issued('expiresIn', 'a lifetime that is a time', { ...token, expiresIn: fixedNow }),
  issued('expiresIn', 'a lifetime that is a time in milliseconds', { ...token, expiresIn: fixedNow * 1000 }),
  issued('expiresIn', 'a lifetime that is a string', { ...token, expiresIn: '60' }),
  issued('expiresIn', 'a negative lifetime', { ...token, expiresIn: -1 }),
];
