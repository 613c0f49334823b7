import * as v from 'valibot';

const isKey = (text: string): boolean => /^[\w-]+={0,2}$/.test(text) && Buffer.from(text, 'base64url').length >= 32;

const message =
  'must be at least 32 random bytes in base64url, or several such keys with commas between them. ' +
  'This command prints one: openssl rand -base64 32 | tr +/ -_';

/** Reads CONSENT_KEY: the keys that sign consent tokens. The first signs, and every key verifies. */
export const consentKeySetting: v.GenericSchema<string, readonly Uint8Array[]> = v.pipe(
  v.string(),
  v.transform((text) => text.split(',')),
  v.everyItem(isKey, message),
  v.mapItems((text) => Buffer.from(text, 'base64url')),
);
