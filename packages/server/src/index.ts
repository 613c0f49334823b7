export { clientList } from './memory/client-list.ts';
export { createAuthorizationServer } from './create-authorization-server.ts';
export type { AuthorizationServer, Handler, PathHandler } from './create-authorization-server.ts';
export type { Endpoint, Outcome, ServerEvent } from './events/events.ts';
export { notFound, serverBroken } from './http/plain-replies.ts';
export type { HttpRequest, RequestBody } from './http/http-request.ts';
export { memoryConsents } from './memory/memory-consents.ts';
export { memoryStore } from './memory/memory-store.ts';
export { memoryTokens } from './memory/memory-tokens.ts';
export type { AccessToken, MemoryTokens } from './memory/memory-tokens.ts';
export type { ServerOptions } from './options/options.ts';
export type { Paths, ServedPaths } from './options/paths.ts';
export { pathsUnder } from './options/paths-under.ts';
export type { Awaitable, Clients, Consents, Owners, Store, TokenGrant, Tokens } from './ports/ports.ts';

export { readPostedForm } from './http/read-form.ts';
export type { ReadForm } from './http/read-form.ts';
export { returnPath } from './http/return-path.ts';

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
