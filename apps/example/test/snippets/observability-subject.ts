import { consentKeysOf, subjectHash } from '@codegrant/server';

/** Every `subjectHash` that one subject has in events, one for each key: the first of the keys makes those of today. */
export const hashesOf = (subject: string, consentKeys: readonly Uint8Array[]): readonly string[] =>
  consentKeys.map((key) => subjectHash(subject, consentKeysOf([key])));
