import {
  type FoundRefreshToken,
  type GrantRecord,
  type Grants,
  memoryGrants,
  type RefreshTokenRecord,
  type RefreshTokenUse,
} from '@codegrant/server';
import type { Wrong } from './wrong-stores.ts';

/** Grants in memory, of which some functions are replaced. */
const changed =
  (change: (grants: Grants) => Partial<Grants>): (() => Grants) =>
  () => {
    const grants = memoryGrants();
    return { ...grants, ...change(grants) };
  };

/** Grants that save changed records. */
const savingGrant = (change: (record: GrantRecord) => GrantRecord): (() => Grants) =>
  changed((grants) => ({ saveGrant: (record) => grants.saveGrant(change(record)) }));

const savingToken = (change: (record: RefreshTokenRecord) => RefreshTokenRecord): (() => Grants) =>
  changed((grants) => ({ saveRefreshToken: (record) => grants.saveRefreshToken(change(record)) }));

/** Refresh tokens in a map, with a way of their own to use one. */
const using =
  (
    use: (
      uses: Map<string, RefreshTokenUse>,
      hash: string,
      use: RefreshTokenUse,
    ) => ReturnType<Grants['useRefreshToken']>,
  ): (() => Grants) =>
  () => {
    const uses = new Map<string, RefreshTokenUse>();
    const grants = memoryGrants();
    return {
      ...grants,
      findRefreshToken: async (hash) => {
        const found = await grants.findRefreshToken(hash);
        return found && { ...found, used: uses.has(hash) };
      },
      useRefreshToken: async (hash, given) =>
        (await grants.findRefreshToken(hash)) === undefined ? undefined : use(uses, hash, given),
    };
  };

/** As a database that deletes a row at the time in its column, which it takes for milliseconds. */
const isGone = (expiresAt: number): boolean => expiresAt <= Date.now();

export const wrongGrants: readonly Wrong<Grants>[] = [
  {
    mistake: 'has the time of the last use as the time at which a grant was made',
    make: savingGrant((record) => ({ ...record, createdAt: record.lastUsedAt })),
    title: 'A grant that was saved is returned with every member as it was saved.',
  },
  {
    mistake: 'has 0 where the authTime of a grant is undefined',
    make: savingGrant((record) => ({ ...record, authTime: record.authTime ?? 0 })),
    title: 'A grant whose authTime is undefined is returned with undefined or null.',
  },
  {
    mistake: 'keeps whole seconds of authTime only',
    make: savingGrant((record) => ({ ...record, authTime: record.authTime && Math.floor(record.authTime) })),
    title: 'A fraction of a second in authTime of a grant is kept.',
  },
  {
    mistake: 'trims strings of grants',
    make: savingGrant((record) => ({ ...record, clientId: record.clientId.trim() })),
    title: 'Unusual characters, long strings and spaces at the end of a grant come back as they were saved.',
  },
  {
    mistake: 'keeps the first state of a grant',
    make: changed((grants) => ({
      saveGrant: async (record) => {
        if ((await grants.findGrant(record.subject, record.grantId)) === undefined) await grants.saveGrant(record);
      },
    })),
    title: 'A grant that is saved again is returned as it was saved last.',
  },
  {
    mistake: 'throws for an unknown grant',
    make: changed((grants) => ({
      findGrant: async (...key) => {
        const found = await grants.findGrant(...key);
        if (found === undefined) throw new Error('No such grant.');
        return found;
      },
    })),
    title: 'A grant that was never saved is unknown: undefined or null.',
  },
  {
    mistake: 'ignores case in identifiers of grants',
    make: changed((grants) => {
      const records = new Map<string, GrantRecord>();
      const key = (subject: string, grantId: string): string => `${subject} ${grantId.toLowerCase()}`;
      return {
        ...grants,
        saveGrant: (record) => void records.set(key(record.subject, record.grantId), record),
        findGrant: (...of) => records.get(key(...of)),
      };
    }),
    title: 'Only the exact subject and identifier find a grant.',
  },
  {
    mistake: 'keeps grants by their identifier alone',
    make: changed(() => {
      const records = new Map<string, GrantRecord>();
      return {
        saveGrant: (record) => void records.set(record.grantId, record),
        findGrant: (_subject, grantId) => records.get(grantId),
        revokeGrant: (_subject, grantId) => void records.delete(grantId),
      };
    }),
    title: 'Two subjects may have grants with the same identifier.',
  },
  {
    mistake: 'lists the grants of everyone',
    make: changed((grants) => {
      const records = new Map<string, GrantRecord>();
      return {
        saveGrant: (record) => {
          records.set(record.grantId, record);
          return grants.saveGrant(record);
        },
        listGrants: () => [...records.values()],
      };
    }),
    title: 'The list of a subject has each of its grants as it was saved last, and no other.',
  },
  {
    mistake: 'lists nothing at all where there are no grants',
    make: changed((grants) => ({
      listGrants: async (subject): Promise<readonly GrantRecord[]> => {
        const list = await grants.listGrants(subject);
        return list.length === 0 ? Object(undefined) : list;
      },
    })),
    title: 'The list of a subject without grants is an empty array.',
  },
  {
    mistake: 'lists revoked grants',
    make: changed((grants) => {
      const records = new Map<string, GrantRecord>();
      return {
        saveGrant: (record) => {
          records.set(record.grantId, record);
          return grants.saveGrant(record);
        },
        listGrants: (subject) => [...records.values()].filter((record) => record.subject === subject),
      };
    }),
    title: 'A revoked grant is unknown, and not in the list.',
  },
  {
    mistake: 'deletes a grant that is revoked',
    make: changed(() => {
      const records = new Map<string, GrantRecord>();
      return {
        saveGrant: (record) => void records.set(record.grantId, record),
        findGrant: (_subject, grantId) => records.get(grantId),
        listGrants: () => [...records.values()],
        revokeGrant: (_subject, grantId) => void records.delete(grantId),
      };
    }),
    title: 'A revoked grant stays revoked when it is saved again.',
  },
  {
    mistake: 'revokes only grants that it has',
    make: changed((grants) => ({
      revokeGrant: async (subject, grantId, until) => {
        if ((await grants.findGrant(subject, grantId)) !== undefined) await grants.revokeGrant(subject, grantId, until);
      },
    })),
    title: 'A grant that is revoked before it is saved is revoked.',
  },
  {
    mistake: 'looks whether a grant was revoked first and saves it later',
    make: changed(() => {
      const records = new Map<string, GrantRecord | 'revoked'>();
      const found = (grantId: string): GrantRecord | undefined => {
        const record = records.get(grantId);
        return record === 'revoked' ? undefined : record;
      };
      return {
        saveGrant: async (record) => {
          const isRevoked = records.get(record.grantId) === 'revoked';
          await Promise.resolve();
          if (!isRevoked) records.set(record.grantId, record);
        },
        findGrant: (_subject, grantId) => found(grantId),
        listGrants: () => Array.from(records.keys(), found).filter((record) => record !== undefined),
        revokeGrant: (_subject, grantId) => void records.set(grantId, 'revoked'),
      };
    }),
    title: 'A grant that is saved and revoked at the same time is revoked.',
  },
  {
    mistake: 'revokes every grant of the subject',
    make: changed((grants) => ({
      revokeGrant: async (subject, grantId, until) => {
        for (const record of await grants.listGrants(subject)) await grants.revokeGrant(subject, record.grantId, until);
        await grants.revokeGrant(subject, grantId, until);
      },
    })),
    title: 'Revoking a grant leaves the other grants of the subject.',
  },
  {
    mistake: 'takes the expiry of a grant for milliseconds',
    make: changed((grants) => ({
      saveGrant: (record) => (isGone(record.expiresAt) ? undefined : grants.saveGrant(record)),
    })),
    title: 'Expiry is in seconds: a grant is there after a moment, while others are saved.',
  },
  {
    mistake: 'takes the end of a revocation for milliseconds',
    make: changed((grants) => ({
      revokeGrant: (subject, grantId, until) =>
        isGone(until) ? undefined : grants.revokeGrant(subject, grantId, until),
    })),
    title: 'A grant stays revoked until the given time, while others are saved.',
  },
  {
    mistake: 'changes the expiry of a grant that has expired',
    make: savingGrant((record) => (record.expiresAt > Date.now() / 1000 ? record : { ...record, expiresAt: 0 })),
    title: 'A grant that has expired is returned as it was saved, or is unknown.',
  },

  {
    mistake: 'forgets the subject of a refresh token',
    make: savingToken((record) => ({ ...record, subject: 'user-1' })),
    title: 'A refresh token that was saved is returned with every member as it was saved, and is unused.',
  },
  {
    mistake: 'cuts strings of refresh tokens off after 255 characters',
    make: savingToken((record) => ({ ...record, subject: record.subject.slice(0, 255) })),
    title: 'Unusual characters, long strings and spaces at the end of a refresh token come back as they were saved.',
  },
  {
    mistake: 'throws for an unknown refresh token',
    make: changed((grants) => ({
      findRefreshToken: async (hash) => {
        const found = await grants.findRefreshToken(hash);
        if (found === undefined) throw new Error('No such refresh token.');
        return found;
      },
    })),
    title: 'A refresh token that was never saved is unknown: undefined or null.',
  },
  {
    mistake: 'ignores spaces at the end of a hash',
    make: changed((grants) => ({ findRefreshToken: (hash) => grants.findRefreshToken(hash.trimEnd()) })),
    title:
      'Only the exact hash finds a refresh token: not its beginning, another case, a space after it, or a pattern.',
  },
  {
    mistake: 'returns the refresh token that was saved last',
    make: changed((grants) => {
      const saved: FoundRefreshToken[] = [];
      return {
        saveRefreshToken: (record) => {
          saved.push({ record, used: false });
          return grants.saveRefreshToken(record);
        },
        findRefreshToken: () => saved.at(-1),
      };
    }),
    title: 'Each of several refresh tokens is returned by its own hash.',
  },
  {
    mistake: 'keeps the first state of a refresh token',
    make: changed((grants) => ({
      saveRefreshToken: async (record) => {
        if ((await grants.findRefreshToken(record.tokenHash)) === undefined) await grants.saveRefreshToken(record);
      },
    })),
    title: 'A refresh token that is saved again is returned as it was saved last.',
  },
  {
    mistake: 'keeps grants and refresh tokens under the same keys',
    make: changed((grants) => {
      const revoked = new Set<string>();
      return {
        revokeGrant: (subject, grantId, until) => {
          revoked.add(grantId);
          return grants.revokeGrant(subject, grantId, until);
        },
        findRefreshToken: (hash) => (revoked.has(hash) ? undefined : grants.findRefreshToken(hash)),
      };
    }),
    title: 'A refresh token and a grant with the same identifier do not touch each other.',
  },
  {
    mistake: 'records its own time for a use',
    make: using((uses, hash, use) => {
      const recorded = uses.get(hash) ?? { ...use, usedAt: Math.floor(Date.now() / 1000) };
      uses.set(hash, recorded);
      return recorded;
    }),
    title: 'The first use of a refresh token is recorded and returned with every member.',
  },
  {
    mistake: 'overwrites the use',
    make: using((uses, hash, use) => {
      uses.set(hash, use);
      return use;
    }),
    title: 'A second use changes nothing: every later call returns the first use.',
  },
  {
    mistake: 'never says that a refresh token was used',
    make: changed((grants) => ({
      findRefreshToken: async (hash) => {
        const found = await grants.findRefreshToken(hash);
        return found && { ...found, used: false };
      },
    })),
    title: 'A refresh token whose use is recorded is returned as used.',
  },
  {
    mistake: 'forgets the use when a refresh token is saved again',
    make: changed(() => {
      const tokens = new Map<string, { readonly record: RefreshTokenRecord; readonly use?: RefreshTokenUse }>();
      return {
        saveRefreshToken: (record) => void tokens.set(record.tokenHash, { record }),
        findRefreshToken: (hash) => {
          const kept = tokens.get(hash);
          return kept && { record: kept.record, used: kept.use !== undefined };
        },
        useRefreshToken: (hash, use) => {
          const kept = tokens.get(hash);
          if (kept === undefined) return undefined;
          tokens.set(hash, { use, ...kept });
          return kept.use ?? use;
        },
      };
    }),
    title: 'A refresh token that is saved again stays used, and its first use stays recorded.',
  },
  {
    mistake: 'looks for a use first and records it later',
    make: using(async (uses, hash, use) => {
      const recorded = uses.get(hash);
      await Promise.resolve();
      if (recorded !== undefined) return recorded;
      uses.set(hash, use);
      return use;
    }),
    title: 'Parallel uses of one refresh token all return the same use, which is one of theirs (R223).',
  },
  {
    mistake: 'records the use of a refresh token that it does not have',
    make: changed((grants) => {
      const uses = new Map<string, RefreshTokenUse>();
      return {
        findRefreshToken: async (hash) => {
          const found = await grants.findRefreshToken(hash);
          return found && { ...found, used: uses.has(hash) };
        },
        useRefreshToken: (hash, use) => {
          const recorded = uses.get(hash) ?? use;
          uses.set(hash, recorded);
          return recorded;
        },
      };
    }),
    title: 'The use of an unknown refresh token is not recorded: undefined or null.',
  },
  {
    mistake: 'takes the expiry of a refresh token for milliseconds',
    make: changed((grants) => ({
      saveRefreshToken: (record) => (isGone(record.expiresAt) ? undefined : grants.saveRefreshToken(record)),
    })),
    title: 'Expiry is in seconds: a refresh token is there after a moment, while others are saved.',
  },
  {
    mistake: 'deletes a refresh token that is used',
    make: changed((grants) => {
      const used = new Set<string>();
      return {
        useRefreshToken: (hash, use) => {
          used.add(hash);
          return grants.useRefreshToken(hash, use);
        },
        findRefreshToken: (hash) => (used.has(hash) ? undefined : grants.findRefreshToken(hash)),
      };
    }),
    title: 'A used refresh token and its use are kept until the token expires, so that a second use is detected.',
  },
  {
    mistake: 'deletes a refresh token at its first expiry',
    make: changed((grants) => {
      const first = new Map<string, number>();
      return {
        saveRefreshToken: (record) => {
          first.set(record.tokenHash, first.get(record.tokenHash) ?? record.expiresAt);
          return grants.saveRefreshToken(record);
        },
        findRefreshToken: (hash) =>
          (first.get(hash) ?? 0) > Date.now() / 1000 ? grants.findRefreshToken(hash) : undefined,
      };
    }),
    title: 'A refresh token that is saved again is kept until its new expiry.',
  },
  {
    mistake: 'changes the expiry of a refresh token that has expired',
    make: savingToken((record) => (record.expiresAt > Date.now() / 1000 ? record : { ...record, expiresAt: 0 })),
    title: 'A refresh token that has expired is returned as it was saved, or is unknown.',
  },
];
