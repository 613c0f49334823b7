import type { CodeRecord } from '@codegrant/core';
import { fixedCode, plainRecord } from '../expected/fixed.ts';
import type { WireRequest } from '../wire/send.ts';
import { redemptionOf, refreshWeb } from './plain-request.ts';
import { storeCode, type TestState } from './vector-server.ts';

/** Stores a code of the client `refresh-web`, and creates its token request. The client then gets a refresh token. */
export const refreshingRedemption = async (
  state: TestState,
  changes: Partial<CodeRecord> = {},
  parameters: Readonly<Record<string, string>> = {},
): Promise<WireRequest> => {
  const redirectUri = 'https://refresh.example/callback';
  await storeCode(state, { ...plainRecord, clientId: refreshWeb.client_id, redirectUri, ...changes }, false);
  return redemptionOf(fixedCode, { ...refreshWeb, redirect_uri: redirectUri, ...parameters });
};
