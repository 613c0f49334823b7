import { type Client, defineClient, hashClientSecret } from '@codegrant/core';
import type { ClientRecord } from './client-registry.ts';

/** Whether a registration has not expired. `now` is in seconds since 1970-01-01T00:00:00Z. */
export const isCurrent = ({ expiresAt }: Pick<ClientRecord, 'expiresAt'>, now: number): boolean =>
  expiresAt === undefined || expiresAt > now;

/**
 * The client of a registration, for `find` of a {@link ClientRegistry}: it has the secret of the registration, and each retired one that
 * is still accepted.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 * @returns `undefined` if the registration has expired
 * @throws {InvalidSettings} if the registration is invalid
 */
export const clientOfRecord = (record: ClientRecord, now: number): Client | undefined => {
  if (!isCurrent(record, now)) return undefined;
  const { metadata, retiredSecrets = [] } = record;
  const accepted = retiredSecrets.filter(({ expiresAt }) => expiresAt > now).map(({ hash }) => hash);
  const { client_secret_hashes: hashes = [] } = metadata;
  return defineClient(
    accepted.length === 0 ? metadata : { ...metadata, client_secret_hashes: [...hashes, ...accepted] },
  );
};

/**
 * A registration as a registry may keep it: with the hash of the secret, and without the secret.
 *
 * @throws {InvalidSettings} if the registration is invalid: that must not be found only when its client uses it
 */
export const keptRecord = (record: ClientRecord): ClientRecord => {
  defineClient(record.metadata);
  const { client_secret: secret, ...metadata } = record.metadata;
  if (secret === undefined) return record;
  const client_secret_hashes = [...(metadata.client_secret_hashes ?? []), hashClientSecret(secret)];
  return { ...record, metadata: { ...metadata, client_secret_hashes } };
};

/** The origin of a registration. */
export const originOfRecord = ({ metadata: { origin = 'registered' } }: ClientRecord): string => origin;
