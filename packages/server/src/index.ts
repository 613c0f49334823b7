// Create a server.
export { createAuthorizationServer } from './create-authorization-server.ts';
export type { AuthorizationServer, Handler, PathHandler } from './create-authorization-server.ts';
export { grantsOf } from './endpoints/owned-grants.ts';
export type { OwnedGrants } from './endpoints/owned-grants.ts';
export { discoveryNotFound } from './discovery-not-found.ts';
export { revocation } from './endpoints/revocation.ts';
export { introspection } from './endpoints/introspection.ts';
export type { IntrospectionEndpointOptions } from './endpoints/introspection.ts';
export { registration } from './endpoints/registration.ts';
export { initialAccessToken } from './endpoints/registration-answer.ts';
export type {
  AcceptRegistration,
  RegistrationOptions,
  SignedRegistrationOptions,
  StoredRegistrationOptions,
} from './endpoints/registration-options.ts';
export type { ServerOptions } from './options/server-options.ts';
export { grantList } from './endpoints/grant-list.ts';
export { clientManagement } from './endpoints/client-management.ts';
export type { ClientManagementOptions } from './endpoints/client-management-options.ts';
export { managedClients } from './endpoints/managed-clients.ts';
export type { ClientListQuery, ManagedClients } from './endpoints/managed-clients.ts';
export type { ClientCreator, RotatedSecret } from './managed-clients/manage-registry.ts';
export type { OptionalEndpoint } from './options/optional-endpoint.ts';
export type { Paths } from './options/paths.ts';
export type { ServedPaths } from './options/served-paths.ts';
export type { RequestType } from './options/request-types.ts';
export { returnPath } from './http/return-path.ts';

// Protect an API.
export { protectedResource } from './protected-resource.ts';
export type { AccessCheck, ProtectedResource, RequiredScope } from './protected-resource.ts';
export type { CheckedAccess } from './protected-resource/check-request.ts';
export type { ProtectedResourceOptions } from './protected-resource/protected-resource-options.ts';
export { introspectedTokens } from './protected-resource/introspected-tokens.ts';
export type { IntrospectionOptions } from './protected-resource/introspection-options.ts';

// The ports, and implementations for one process.
export type { AccessTokens } from './ports/access-tokens.ts';
export type { Awaitable } from './ports/awaitable.ts';
export type { ClientList, Clients } from './ports/clients.ts';
export type { ClientFilter, ClientPage, ClientRecord, ClientRegistry, RetiredSecret } from './ports/client-registry.ts';
export { clientOfRecord } from './ports/client-record.ts';
export type { ClientSource, SourceSettings } from './client-sources/client-source.ts';
export type { AssertingServer, ClientAssertions } from './options/client-assertions.ts';
export type { Consents } from './ports/consents.ts';
export type { LimitAnswer, Limits, ServerLimits } from './ports/limits.ts';
export { defineLimits } from './ports/define-limits.ts';
export type { LimitsSettings } from './ports/define-limits.ts';
export { takeLimit } from './ports/take-limit.ts';
export { LimitReached } from './ports/limit-reached.ts';
export { clientCredentials } from './grant-types/client-credentials.ts';
export { extensionGrant } from './grant-types/extension-grant.ts';
export type {
  ExtensionAccess,
  ExtensionError,
  ExtensionGrant,
  ExtensionTokens,
} from './grant-types/extension-answer.ts';
export type { ServedGrantType } from './grant-types/served-grant-type.ts';
export type { Grants } from './ports/grants.ts';
export type { Owners } from './ports/owners.ts';
export type { StoragePorts, StoredPorts } from './ports/storage-ports.ts';
export type { Store } from './ports/store.ts';
export type { AccessToken, JsonWebKeySet, TokenFinder, TokenGrant, Tokens } from './ports/tokens.ts';
export { TemporarilyUnavailable } from './ports/temporarily-unavailable.ts';
export { clientList } from './memory/client-list.ts';
export { memoryClientRegistry } from './memory/memory-client-registry.ts';
export { memoryConsents } from './memory/memory-consents.ts';
export { memoryGrants } from './memory/memory-grants.ts';
export { memoryStore } from './memory/memory-store.ts';
export { memoryAccessTokens } from './memory/memory-access-tokens.ts';

// Access tokens.
export { opaqueTokens } from './tokens/opaque-tokens.ts';
export type { OpaqueTokens } from './tokens/opaque-tokens.ts';
export type { OpaqueTokenSettings } from './tokens/opaque-token-settings.ts';

// Events.
export type { Endpoint, Outcome, ServerEvent } from './events/events.ts';

// For adapters, and for pages of your own.
export { headerIn } from './http/header-in.ts';
export type { HttpRequest, RequestBody } from './http/http-request.ts';
export { discardRest } from './http/discard-rest.ts';
export { notFoundReply } from './http/not-found-reply.ts';
export { serverBroken } from './http/plain-replies.ts';
export { readPostedForm } from './http/read-form.ts';
export type { ReadForm } from './http/read-form.ts';
export { pathsUnder } from './options/paths-under.ts';

// Parts of core that options, ports and pages use, so that you need not install core.
export {
  clientKeyProblems,
  consentKeysOf,
  defineClient,
  definePolicy,
  hashClientSecret,
  Html,
  html,
  InvalidSettings,
  isClientDocumentUrl,
  page,
  pageReply,
  readClient,
  readClientDocument,
  readParams,
  readPolicy,
  readRegistrationRequest,
  registrationAdvice,
  subjectHash,
} from '@codegrant/core';
export type {
  AccessTokenRecord,
  AssertionVerdict,
  AllowedToStrangers,
  AskedScope,
  AuthorizationRequest,
  ChangedClient,
  Client,
  ClientChanges,
  ClientManager,
  ClientMetadata,
  CodeChallenge,
  CodeChallengeMethod,
  CodeRecord,
  ConsentDetails,
  ConsentKeys,
  ConsentPageContent,
  ConsentQuestion,
  CreatedClient,
  ErrorResponse,
  FormInput,
  FoundRefreshToken,
  GrantRecord,
  GrantRequest,
  GrantResponse,
  InvalidClient,
  IssuedTokens,
  ManagedClient,
  ManagedClientPage,
  NewMetadata,
  OAuthClient,
  Jwk,
  JwkSet,
  OAuthGrant,
  OwnedGrant,
  Owner,
  Page,
  Pages,
  Params,
  Policy,
  PolicySettings,
  PublicMetadata,
  Refusal,
  RefreshTokenRecord,
  RefreshTokenUse,
  RegistrationAnswer,
  RegisteredMetadata,
  RegistrationRequest,
  Reply,
  RequestedClient,
  RequestParameters,
  RequirementNumber,
  ResourceDescription,
  Result,
  Rule,
  RuleName,
  ScopeDescription,
  Sha256,
  TakenCode,
  TokenEndpointAuthMethod,
  UnknownClient,
} from '@codegrant/core';
