import { type AccessTokenRecord, type AccessTokens, memoryAccessTokens } from '@codegrant/server';
import type { Wrong } from './wrong-stores.ts';

/** Access tokens in memory, of which some functions are replaced. */
const changed =
  (change: (accessTokens: AccessTokens) => Partial<AccessTokens>): (() => AccessTokens) =>
  () => {
    const accessTokens = memoryAccessTokens();
    return { ...accessTokens, ...change(accessTokens) };
  };

/** Access tokens that save changed records. */
const saving = (change: (record: AccessTokenRecord) => AccessTokenRecord): (() => AccessTokens) =>
  changed((accessTokens) => ({ saveAccessToken: (record) => accessTokens.saveAccessToken(change(record)) }));

export const wrongAccessTokens: readonly Wrong<AccessTokens>[] = [
  {
    mistake: 'has its own time as the time at which a token was issued',
    make: saving((record) => ({ ...record, issuedAt: Math.floor(Date.now() / 1000) })),
    title: 'An access token that was saved is returned with every member as it was saved.',
  },
  {
    mistake: 'has the client as the subject of a token that has none',
    make: saving((record) => ({ ...record, subject: record.subject ?? record.clientId })),
    title:
      'An access token of a client that acts for itself has no subject, no resources and no authTime: undefined or null.',
  },
  {
    mistake: 'has nothing for an empty string, as Oracle does',
    make: saving((record) => (record.scope === '' ? { ...record, ...Object({ scope: null }) } : record)),
    title: 'An empty scope of an access token is returned as an empty string.',
  },
  {
    mistake: 'keeps whole seconds of authTime only',
    make: saving((record) => ({ ...record, authTime: record.authTime && Math.floor(record.authTime) })),
    title: 'A fraction of a second in authTime of an access token is kept.',
  },
  {
    mistake: 'cuts strings off after 255 characters',
    make: saving((record) => ({ ...record, resources: record.resources?.slice(0, 255) })),
    title: 'Unusual characters, long strings and spaces at the end of an access token come back as they were saved.',
  },
  {
    mistake: 'throws for an unknown token',
    make: changed((accessTokens) => ({
      findAccessToken: async (hash) => {
        const found = await accessTokens.findAccessToken(hash);
        if (found === undefined) throw new Error('No such access token.');
        return found;
      },
    })),
    title: 'An access token that was never saved is unknown: undefined or null.',
  },
  {
    mistake: 'ignores spaces at the end of a hash',
    make: changed((accessTokens) => ({ findAccessToken: (hash) => accessTokens.findAccessToken(hash.trimEnd()) })),
    title:
      'Only the exact hash finds an access token: not its beginning, another case, a space after it, or a pattern.',
  },
  {
    mistake: 'keeps one token of each grant',
    make: changed((accessTokens) => {
      const hashes = new Map<string, string>();
      return {
        saveAccessToken: async (record) => {
          await accessTokens.revokeAccessToken(hashes.get(record.grantId) ?? '');
          hashes.set(record.grantId, record.tokenHash);
          await accessTokens.saveAccessToken(record);
        },
      };
    }),
    title: 'Each of several access tokens of one grant is returned by its own hash.',
  },
  {
    mistake: 'revokes nothing',
    make: changed(() => ({ revokeAccessToken: () => {} })),
    title: 'A revoked access token is unknown.',
  },
  {
    mistake: 'revokes every token of the grant',
    make: changed((accessTokens) => {
      const records: AccessTokenRecord[] = [];
      return {
        saveAccessToken: (record) => {
          records.push(record);
          return accessTokens.saveAccessToken(record);
        },
        revokeAccessToken: async (hash) => {
          const grantId = records.find(({ tokenHash }) => tokenHash === hash)?.grantId;
          const ofGrant = records.filter((record) => record.grantId === grantId);
          for (const { tokenHash } of ofGrant) await accessTokens.revokeAccessToken(tokenHash);
        },
      };
    }),
    title: 'Revoking an access token leaves the other tokens of its grant.',
  },
  {
    mistake: 'throws when it revokes an unknown token',
    make: changed((accessTokens) => ({
      revokeAccessToken: async (hash) => {
        if ((await accessTokens.findAccessToken(hash)) === undefined) throw new Error('No such access token.');
        await accessTokens.revokeAccessToken(hash);
      },
    })),
    title: 'Revoking an access token that is unknown or revoked already is no error.',
  },
  {
    mistake: 'takes the expiry for milliseconds',
    make: changed((accessTokens) => ({
      saveAccessToken: (record) => (record.expiresAt <= Date.now() ? undefined : accessTokens.saveAccessToken(record)),
    })),
    title: 'Expiry is in seconds: an access token is there after a moment, while others are saved.',
  },
  {
    mistake: 'changes the expiry of a token that has expired',
    make: saving((record) => (record.expiresAt > Date.now() / 1000 ? record : { ...record, expiresAt: 0 })),
    title: 'An access token that has expired is returned as it was saved, or is unknown.',
  },
];
