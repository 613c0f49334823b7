export { clientList } from './client-list.ts';
export { createAuthorizationServer } from './create-authorization-server.ts';
export type { AuthorizationServer, Handler, PathHandler } from './create-authorization-server.ts';
export type { Endpoint, Outcome, ServerEvent } from './events.ts';
export { notFound, serverBroken } from './plain-replies.ts';
export type { HttpRequest, RequestBody } from './http-request.ts';
export { memoryConsents } from './memory-consents.ts';
export { memoryStore } from './memory-store.ts';
export { memoryTokens } from './memory-tokens.ts';
export type { AccessToken, MemoryTokens } from './memory-tokens.ts';
export type { ServerOptions } from './options.ts';
export type { Paths, ServedPaths } from './paths.ts';
export { pathsUnder } from './paths-under.ts';
export type { Awaitable, Clients, Consents, Owners, Store, TokenGrant, Tokens } from './ports.ts';

export { readPostedForm } from './read-form.ts';
export type { ReadForm } from './read-form.ts';
export { returnPath } from './return-path.ts';

// What nearly every server needs of core, so that it need not be installed by name.
export {
  consentKeysOf,
  defineClient,
  definePolicy,
  hashClientSecret,
  Html,
  html,
  InvalidSettings,
  page,
  pageReply,
  readClient,
  readPolicy,
  readParams,
  subjectHash,
} from '@codegrant/core';
export type {
  Client,
  ClientMetadata,
  ConsentDetails,
  ConsentKeys,
  IssuedTokens,
  Owner,
  PolicySettings,
  Reply,
} from '@codegrant/core';
