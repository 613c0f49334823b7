import { memoryAccessTokens, memoryConsents, memoryGrants, memoryStore } from '@codegrant/server';

/** A storage in memory, whose ports a test can use too. */
export const newStorage = () => ({
  store: memoryStore(),
  consents: memoryConsents(),
  grants: memoryGrants(),
  accessTokens: memoryAccessTokens(),
});

export const newKey = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32));
