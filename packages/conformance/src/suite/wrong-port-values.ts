import { createHash } from 'node:crypto';
import { type CodeRecord, defineClient, hashCode } from '@codegrant/core';
import { fixedEntropy, fixedNow, plainRecord } from '../expected/fixed.ts';

/** The request in which a port returns a wrong value. */
export type Where = 'authorize' | 'allowedBefore' | 'answer' | 'redeem' | 'refuse';

/** A wrong value of a port. */
export interface WrongValue {
  /** The port and its member, as the failure names them. */
  readonly member: string;
  /** The value, in words. */
  readonly what: string;
  readonly where: Where;
  /**
   * Options of the server, of types that no TypeScript program would pass. What is called at startup returns the wrong
   * value only if `isStarted` does, because the server would refuse it.
   */
  readonly options: (isStarted: () => boolean) => object;
}

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
  options: () => ({ consents: { granted: () => value, remember: () => {} } }),
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

const issued = (member: string, what: string, value: unknown): WrongValue => ({
  member: `tokens.issue must return ${member}`,
  what,
  where: 'redeem',
  options: () => ({ tokens: { issue: () => value, revoke: () => {} } }),
});

const drawn = (what: string, random: (length: number) => unknown): WrongValue => ({
  member: 'random must return',
  what,
  where: 'allowedBefore',
  options: (isStarted) => ({ random: (length: number) => (isStarted() ? random(length) : fixedEntropy(length)) }),
});

const read = (what: string, now: () => unknown): WrongValue => ({
  member: 'now must return',
  what,
  where: 'allowedBefore',
  options: (isStarted) => ({ now: () => (isStarted() ? now() : fixedNow) }),
});

const hashed = (what: string, sha256: (bytes: Uint8Array) => unknown): WrongValue => ({
  member: 'sha256 must return',
  what,
  where: 'allowedBefore',
  options: (isStarted) => ({
    sha256: (bytes: Uint8Array) => (isStarted() ? sha256(bytes) : createHash('sha256').update(bytes).digest()),
  }),
});

const shown = (page: 'consent' | 'refusal' | 'redirect', what: string, value: unknown): WrongValue => ({
  member: `pages.${page} must return`,
  what,
  where: ({ consent: 'authorize', refusal: 'refuse', redirect: 'answer' } as const)[page],
  options: () => ({ pages: { [page]: () => value } }),
});

const html = '<p>A page</p>';
const token = { accessToken: 'token', expiresIn: 60 };

/** Values that a port must not return, each named by its port and its member. */
export const wrongValues: readonly WrongValue[] = [
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

  drawn('zeros', (length) => new Uint8Array(length)),
  drawn('8 bytes', () => crypto.getRandomValues(new Uint8Array(8))),
  drawn('8 bytes and zeros', (length) => Uint8Array.from([...fixedEntropy(8), ...new Uint8Array(length - 8)])),
  drawn('one byte repeated', (length) => new Uint8Array(length).fill(7)),
  drawn('a string', (length) => 'x'.repeat(length)),
  drawn('an array', (length) => [...fixedEntropy(length)]),
  drawn('a promise', async (length) => fixedEntropy(length)),
  drawn('a promise that rejects', async () => {
    throw new Error('no entropy');
  }),
  drawn('undefined', () => undefined),

  read('milliseconds', () => fixedNow * 1000),
  read('a Date', () => new Date()),
  read('a string', () => String(fixedNow)),
  read('NaN', () => Number.NaN),
  read('undefined', () => undefined),
  read('a promise that rejects', async () => {
    throw new Error('no clock');
  }),

  hashed('a promise', async () => new Uint8Array(32)),
  hashed('20 bytes', () => new Uint8Array(20)),
  hashed('hexadecimal', () => 'a'.repeat(64)),

  ...(['consent', 'refusal', 'redirect'] as const).flatMap((page) => [
    shown(page, 'undefined', undefined),
    shown(page, 'a string', html),
    shown(page, 'a promise of a page', Promise.resolve({ html, sources: {} })),
    shown(page, 'html that is a promise', { html: Promise.resolve(html), sources: {} }),
    shown(page, 'html that is an object', { html: { text: html }, sources: {} }),
    shown(page, 'empty html', { html: '', sources: {} }),
    shown(page, 'no sources', { html }),
    shown(page, 'sources that are an array', { html, sources: [] }),
    shown(page, 'a source that is no string', { html, sources: { 'img-src': ["'self'"] } }),
    shown(page, 'a source that is undefined', { html, sources: { 'img-src': undefined } }),
    shown(page, 'another directive', { html, sources: { 'frame-ancestors': '*' } }),
    shown(page, 'a source that begins another directive', { html, sources: { 'img-src': '*; script-src *' } }),
    shown(page, 'a source that begins another policy', { html, sources: { 'img-src': '*, script-src *' } }),
    shown(page, 'a source with a line break', { html, sources: { 'img-src': '*\r\nset-cookie: a=b' } }),
  ]),
];
