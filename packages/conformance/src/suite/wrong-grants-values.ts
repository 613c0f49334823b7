import { type FoundRefreshToken, type GrantRecord, hashRefreshToken, type RefreshTokenUse } from '@codegrant/core';
import { fixedNow, plainGrant, plainRefreshToken } from '../expected/fixed.ts';
import type { WrongValue } from './wrong-value.ts';

/** The functions of the port, each with a right value. */
const right = {
  saveGrant: () => {},
  findGrant: () => plainGrant,
  listGrants: () => [],
  revokeGrant: () => {},
  saveRefreshToken: () => {},
  findRefreshToken: (): FoundRefreshToken => ({ record: plainRefreshToken, used: false }),
  useRefreshToken: (_tokenHash: string, use: RefreshTokenUse) => use,
};

const returned = (call: keyof typeof right, member: string, what: string, value: unknown): WrongValue => ({
  member: `grants.${call} must return ${member}`,
  what,
  where: 'refresh',
  options: () => ({ grants: { ...right, [call]: () => value } }),
});

const grant = (member: keyof GrantRecord | 'grantId and subject', what: string, changes: object): WrongValue =>
  returned('findGrant', member, what, { ...plainGrant, ...changes });

const token = (member: string, what: string, changes: object): WrongValue =>
  returned('findRefreshToken', member, what, { record: { ...plainRefreshToken, ...changes }, used: false });

const use = { salt: 'x', usedAt: fixedNow, successorHash: 'x' };

const recorded = (member: string, what: string, value: unknown): WrongValue =>
  returned('useRefreshToken', member, what, value);

/** Values that the port `grants` must not return: each of them would refresh what it should not. */
export const wrongGrantsValues: readonly WrongValue[] = [
  returned('findGrant', 'the record', 'a grant that is JSON', JSON.stringify(plainGrant)),
  returned('findGrant', 'the record', 'true', true),
  grant('grantId', 'another grant', { grantId: '00000000-0000-8000-8000-000000000000' }),
  grant('subject', 'a grant of another subject', { subject: 'user-2' }),
  grant('subject', 'a grant without its subject', { subject: null }),
  grant('clientId', 'a grant without its client', { clientId: null }),
  grant('clientId', 'a grant with an empty client', { clientId: '' }),
  grant('scope', 'a grant without its scope', { scope: null }),
  grant('scope', 'a grant with an empty scope', { scope: '' }),
  grant('scope', 'a grant whose scope is an array', { scope: ['read'] }),
  grant('scope', 'a grant whose scope has two spaces', { scope: 'read  write' }),
  grant('authTime', 'a grant whose authTime is in milliseconds', { authTime: fixedNow * 1000 }),
  grant('createdAt', 'a grant without its time', { createdAt: null }),
  grant('lastUsedAt', 'a grant whose last use is a Date', { lastUsedAt: new Date() }),
  grant('expiresAt', 'a grant that never expires', { expiresAt: null }),
  grant('expiresAt', 'a grant whose expiry is in milliseconds', { expiresAt: (fixedNow + 60) * 1000 }),
  grant('expiresAt', 'a grant whose expiry is a string', { expiresAt: String(fixedNow + 60) }),
  grant('expiresAt', 'a grant with an endless expiry', { expiresAt: Number.POSITIVE_INFINITY }),

  returned('findRefreshToken', 'used', 'no used', { record: plainRefreshToken }),
  returned('findRefreshToken', 'used', 'a used that is a number', { record: plainRefreshToken, used: 0 }),
  returned('findRefreshToken', 'used', 'the record itself', plainRefreshToken),
  returned('findRefreshToken', 'the record', 'no record', { used: false }),
  returned('findRefreshToken', 'the record', 'a record that is JSON', { record: '{}', used: false }),
  token('tokenHash', 'another refresh token', { tokenHash: hashRefreshToken('another') }),
  token('tokenHash', 'a refresh token without its key', { tokenHash: undefined }),
  token('grantId', 'a refresh token without its grant', { grantId: null }),
  token('subject', 'a refresh token without its subject', { subject: '' }),
  token('expiresAt', 'a refresh token that never expires', { expiresAt: null }),
  token('expiresAt', 'a refresh token whose expiry is in milliseconds', { expiresAt: (fixedNow + 60) * 1000 }),

  recorded('the record', 'undefined', undefined),
  recorded('the record', 'null', null),
  recorded('the record', 'true', true),
  recorded('salt', 'the result object of a database', { changes: 1 }),
  recorded('salt', 'a use without its salt', { ...use, salt: null }),
  recorded('successorHash', 'a use without its successor', { ...use, successorHash: '' }),
  recorded('usedAt', 'a use without its time', { ...use, usedAt: null }),
  recorded('usedAt', 'a use whose time is in milliseconds', { ...use, usedAt: fixedNow * 1000 }),
  recorded('usedAt', 'a use of the future', { ...use, usedAt: fixedNow + 1800 }),
  recorded('usedAt', 'a use whose time is a string', { ...use, usedAt: String(fixedNow) }),
];
