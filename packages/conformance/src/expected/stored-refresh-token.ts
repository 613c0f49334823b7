import {
  type ConsentKeys,
  consentKeysOf,
  type FoundRefreshToken,
  type GrantRecord,
  type RefreshTokenRecord,
  type RefreshTokenUse,
} from '@codegrant/core';
import { newSuccessor, type Successor } from '@codegrant/core/internal';
import type { RefreshVector } from '../vectors/refresh-vector.ts';
import { changed } from './changed.ts';
import {
  fixedConsentKey,
  fixedNow,
  fixedRefreshToken,
  plainGrant,
  plainRefreshToken,
  previousConsentKey,
  removedConsentKey,
} from './fixed.ts';

/** What the store of a vector has: a refresh token, its grant, and its successor if it was used before. */
export interface StoredRefreshToken {
  readonly grant: GrantRecord;
  readonly token: RefreshTokenRecord;
  readonly use: RefreshTokenUse | undefined;
  readonly successor: Successor | undefined;
}

const keys: Readonly<Record<'newest' | 'previous' | 'removed', ConsentKeys>> = {
  newest: consentKeysOf([fixedConsentKey]),
  previous: consentKeysOf([previousConsentKey]),
  removed: consentKeysOf([removedConsentKey]),
};

const salt = 'the salt of the first use';

/** What the store has at the start of a vector. */
export const storedFor = ({ given }: RefreshVector): StoredRefreshToken => {
  const successor =
    given.use === null ? undefined : newSuccessor(keys[given.use.key], fixedRefreshToken, salt, undefined);
  return {
    grant: { ...plainGrant, ...changed(given.grant) },
    token: { ...plainRefreshToken, ...changed(given.token) },
    use: successor && {
      salt,
      usedAt: fixedNow - (given.use?.secondsAgo ?? 0),
      successorHash: successor.tokenHash,
    },
    successor,
  };
};

/** The successor's record, if the store has it. */
export const storedSuccessor = ({ given }: RefreshVector, stored: StoredRefreshToken): FoundRefreshToken | undefined =>
  stored.successor === undefined || given.use === null || given.use.successor === 'lost'
    ? undefined
    : {
        record: { ...stored.token, tokenHash: stored.successor.tokenHash, expiresAt: fixedNow + 1000 },
        used: given.use.successor === 'used',
      };
