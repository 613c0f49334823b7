// Decide an authorization request: from the query and facts to a decision, and to an HTTP reply.
export { decide } from './endpoints/authorization/decide.ts';
export type { Facts } from './endpoints/authorization/decide.ts';
export type { Decision } from './endpoints/authorization/decision.ts';
export type { ConsentTokenError, Refusal } from './errors/refusal.ts';
export type { AuthorizationError, Rejection } from './errors/rejection.ts';
export type { SignIn } from './endpoints/authorization/owner/without-owner.ts';
export type { AskedResource, AskedScope, ConsentQuestion } from './endpoints/authorization/consent/ask-consent.ts';
export type { Issued } from './endpoints/authorization/issue.ts';
export type { AuthorizationRequest } from './endpoints/authorization/request/authorization-request.ts';
export type { Owner } from './endpoints/authorization/owner/identify.ts';
export type { Consent, ConsentAnswer, Grant } from './endpoints/authorization/consent/consent.ts';
export { toReply } from './endpoints/authorization/to-reply.ts';
export { arrivalOf } from './endpoints/authorization/arrival.ts';
export type { Arrival } from './endpoints/authorization/arrival.ts';
export { defaultPages } from './endpoints/authorization/surface.ts';
export type { Pages, Surface } from './endpoints/authorization/surface.ts';

// Decide the user's answer, and what your own consent page may show.
export { decideConsent } from './endpoints/consent/decide-consent.ts';
export type { ConsentFacts } from './endpoints/consent/decide-consent.ts';
export type { PostedAnswer } from './endpoints/consent/answer-consent.ts';
export { toJsonReply } from './endpoints/consent/to-json-reply.ts';
export type { HostedSurface } from './endpoints/authorization/surface.ts';
export { decideDetails } from './endpoints/consent/decide-details.ts';
export type { ShownQuestion } from './endpoints/consent/consent-details.ts';
export { detailsReply } from './endpoints/consent/details-reply.ts';
export type { ConsentDetails } from './endpoints/consent/consent-details-schema.ts';
export type { GrantRequest } from './endpoints/consent/grant-request-schema.ts';
export type { GrantResponse } from './endpoints/consent/grant-response-schema.ts';
export type { ErrorResponse } from './errors/error-response-schema.ts';

// Decide a token request: codes and PKCE.
export { decideRedemption } from './endpoints/token/decide-redemption.ts';
export type { RedemptionFacts, StoredRefreshTokens } from './endpoints/token/decide-redemption.ts';
export type { PostedTokenRequest, TokenOutcome } from './endpoints/token/token.ts';
export type { Redeemed } from './endpoints/token/authorization-code/redeem-code.ts';
export { extensionGrant } from './endpoints/token/extension-grant/extension-grant.ts';
export type { ExtensionGrantRequest, ExtensionParameters } from './endpoints/token/extension-grant/extension-grant.ts';
export { clientCredentials } from './endpoints/token/client-credentials/client-credentials.ts';
export type { ClientGrant, ClientGranted } from './endpoints/token/client-credentials/client-credentials.ts';
export type { OptionalGrantType } from './endpoints/token/grant-type/optional-grant-type.ts';
export type { Refreshed } from './endpoints/token/refresh-token/refresh.ts';
export type { TokenError, TokenRejection } from './errors/token-rejection.ts';
export { tokenReply } from './endpoints/token/token-reply.ts';
export { tokenRejectionReply } from './errors/token-rejection-reply.ts';
export type { JsonValue } from './http/json-value.ts';
export type { IssuedTokens } from './endpoints/token/token-reply.ts';
export { hashCode } from './code/code-record.ts';
export type { CodeRecord } from './code/code-record.ts';
export type { TakenCode } from './code/taken-code.ts';
export type { RequestParameters } from './grant/request-parameters.ts';
export type { TokenGrant } from './grant/token-grant.ts';
export type { GrantRecord } from './grant/grant-record.ts';
export { hashRefreshToken } from './grant/refresh-token-record.ts';
export type { FoundRefreshToken, RefreshTokenRecord, RefreshTokenUse } from './grant/refresh-token-record.ts';
export type { KeptGrant, KeptRefreshToken } from './grant/kept-refresh-token.ts';
export type { AccessTokenRecord } from './grant/access-token-record.ts';
export { verifyCodeVerifier } from './code/pkce.ts';
export type { CodeChallenge } from './code/pkce.ts';
export type { CodeChallengeMethod } from './code/code-challenge-method.ts';

// Decide a revocation or an introspection request.
export { decideRevocation } from './endpoints/revocation/decide-revocation.ts';
export type { RevocationFacts } from './endpoints/revocation/decide-revocation.ts';
export type { RevocationOutcome, RevocationSettings } from './endpoints/revocation/revoke.ts';
export { revocationReply } from './endpoints/revocation/revocation-reply.ts';
export { decideIntrospection } from './endpoints/introspection/decide-introspection.ts';
export type { IntrospectionFacts } from './endpoints/introspection/decide-introspection.ts';
export type {
  Introspected,
  IntrospectionOutcome,
  IntrospectionSettings,
} from './endpoints/introspection/introspect.ts';
export type { Asker } from './endpoints/introspection/asker.ts';
export { introspectionReply } from './endpoints/introspection/introspection-reply.ts';
export type { IntrospectionResponse } from './endpoints/introspection/introspection-response-schema.ts';
export type { PostedToken } from './endpoints/presented-token/posted-token.ts';
export type { StoredTokens } from './endpoints/presented-token/stored-tokens.ts';
export type { TokenType } from './endpoints/presented-token/token-type.ts';

// Decide whether a client assertion authenticates a client.
export { decideAssertion } from './client-authentication/assertion/decide-assertion.ts';
export type { AssertionFacts } from './client-authentication/assertion/decide-assertion.ts';
export type { AssertionPorts, AssertionVerdict } from './client-authentication/assertion/assertion-ports.ts';
export type { AssertionSettings } from './client-authentication/assertion/assertion-settings.ts';
export type { AuthenticatedClient, RequestingClient } from './client-authentication/authenticate-client.ts';
export type { GivenAssertions } from './client-authentication/authentication-ports.ts';
export type { ClientRequest } from './client-authentication/credentials.ts';

// Decide which grants a resource owner sees and revokes.
export { decideGrantList } from './endpoints/grant-list/decide-grant-list.ts';
export type { GrantListFacts, GrantListRequest } from './endpoints/grant-list/decide-grant-list.ts';
export type { FoundOwnGrant, RevokedOwnGrant } from './endpoints/grant-list/find-own-grant.ts';
export type { ListedGrants } from './endpoints/grant-list/list-grants.ts';
export { grantListReply } from './endpoints/grant-list/grant-list-reply.ts';
export type { OAuthGrant } from './endpoints/grant-list/oauth-grant-schema.ts';
export type { GrantListError } from './errors/refusal.ts';
export type { OwnedGrant } from './grant/owned-grant.ts';

// Decide how an organization of the operator manages its clients.
export { decideClientManagement } from './endpoints/client-management/decide-client-management.ts';
export type {
  ClientManagementFacts,
  ClientManagementRequest,
} from './endpoints/client-management/decide-client-management.ts';
export { clientManagementReply } from './endpoints/client-management/client-management-reply.ts';
export type { ClientManagementOutcome } from './endpoints/client-management/client-management-reply.ts';
export type { ClientListFilter } from './endpoints/client-management/client-filter.ts';
export type { ClientManager } from './endpoints/client-management/client-manager.ts';
export type { ClientChanges, NewMetadata, RequestedClient } from './endpoints/client-management/client-request.ts';
export type {
  ChangedClient,
  CreatedClient,
  InvalidClient,
  ManagedClientPage,
  UnknownClient,
} from './endpoints/client-management/client-management-ports.ts';
export type {
  CreatedManagedClient,
  ListedClients,
  OneManagedClient,
  RefusedClient,
} from './endpoints/client-management/manage-clients.ts';
export type { OAuthClient } from './endpoints/client-management/oauth-client-schema.ts';
export type { ManagedClient, PublicMetadata } from './client/managed-client.ts';
export type { ClientManagementError } from './errors/refusal.ts';

// Decide a request of a client that registers itself.
export { decideRegistration } from './endpoints/registration/decide-registration.ts';
export type { RegistrationFacts } from './endpoints/registration/decide-registration.ts';
export type { PostedRegistration, Registered, RegistrationOutcome } from './endpoints/registration/register.ts';
export type { RegisteredMetadata, RegistrationSettings } from './endpoints/registration/registered-metadata.ts';
export type { RegistrationAnswer } from './endpoints/registration/accepted-registration.ts';
export type { IssuedClient, Issuing } from './endpoints/registration/issued-registration.ts';
export type {
  RegistrationError,
  RegistrationRejection,
  RegistrationVerdict,
} from './endpoints/registration/registration-rejection.ts';
export { registrationReply } from './endpoints/registration/registration-reply.ts';
export type {
  RegistrationErrorResponse,
  RegistrationResponse,
} from './endpoints/registration/registration-response-schema.ts';

// Decide a request to a protected resource, and describe the resource.
export { decideAccess } from './protected-resource/decide-access.ts';
export type { AccessFacts } from './protected-resource/decide-access.ts';
export type { AccessDecision, AccessPorts, AuthorizedAccess } from './protected-resource/check-access.ts';
export type { RequiredAccess } from './protected-resource/required-access.ts';
export type { BearerRejection } from './protected-resource/bearer-rejection.ts';
export { bearerRejectionReply } from './protected-resource/bearer-rejection-reply.ts';
export type { ChallengeContent } from './protected-resource/challenge.ts';
export {
  protectedResourceMetadata,
  protectedResourceMetadataUrl,
} from './protected-resource/protected-resource-metadata.ts';
export type {
  ProtectedResourceDescription,
  ProtectedResourceMetadata,
} from './protected-resource/protected-resource-metadata.ts';
export type { AccessToken } from './grant/access-token.ts';

// Settings: the policy, its clients and its keys. Randomness and secrets are arguments.
export { definePolicy, readPolicy } from './settings/policy.ts';
export type { Policy } from './settings/policy.ts';
export type { PolicySettings, ScopeDescription } from './settings/policy-settings.ts';
export type { ResourceDescription } from './settings/resource-settings.ts';
export { defineClient, readClient } from './client/client.ts';
export type { Client } from './client/client.ts';
export { clientKeyProblems } from './client/client-key-problems.ts';
export type { ClientMetadata, ClientOrigin, Jwk, JwkSet, TokenEndpointAuthMethod } from './client/client-metadata.ts';
export type { RegistrationRequest } from './client/client-metadata-schema.ts';
export { readRegistrationRequest } from './client/registration-request.ts';
export type { AllowedToStrangers } from './client/registration-request.ts';
export { isClientDocumentUrl } from './client-document/client-document-url.ts';
export { readClientDocument } from './client-document/read-client-document.ts';
export type { DocumentSettings } from './client-document/read-client-document.ts';
export type { DocumentResponse } from './client-document/document-json.ts';
export { registrationAdvice } from './client/registration-advice.ts';
export { hashClientSecret } from './client/client-secret.ts';
export { consentKeysOf, subjectHash } from './crypto/consent-keys.ts';
export type { ConsentKeys } from './crypto/consent-keys.ts';
export { entropyOf } from './crypto/entropy.ts';
export type { Entropy } from './crypto/entropy.ts';
export { entropyPool } from './crypto/entropy-pool.ts';
export type { Sha256 } from './crypto/digest.ts';
export { InvalidSettings } from './settings/invalid-settings.ts';
export type { Result } from './settings/invalid-settings.ts';

// Authorization server metadata.
export { authorizationServerMetadata, metadataPath } from './endpoints/metadata/metadata.ts';
export type { MetadataPaths } from './endpoints/metadata/metadata.ts';
export type { AuthorizationServerMetadata } from './endpoints/metadata/metadata-schema.ts';

// Explain a decision: for logs, tests and developers.
export { authorizationRules } from './endpoints/authorization/authorization-rules.ts';
export { explain, formatExplanation } from './endpoints/authorization/explain/explain.ts';
export type { ExplainedRule, Explanation } from './endpoints/authorization/explain/explain.ts';
export type { RequirementNumber, Rule } from './rules/rule.ts';
export type { RuleName } from './rules/rule-name.ts';
export { ruleSentences } from './rules/rule-sentences.ts';

// Requests, replies and pages of your own.
export { readParams } from './encoding/read-params.ts';
export type { FormInput, Params } from './encoding/read-params.ts';
export type { Reply } from './http/reply.ts';
export { jsonReply } from './http/json-reply.ts';
export { pageReply } from './http/security-headers.ts';
export { Html, html } from './http/html.ts';
export { page } from './http/page.ts';
export type { Page } from './http/page.ts';
export type { ConsentPageContent } from './endpoints/authorization/consent/consent-page.ts';
export type { RedirectPageContent } from './endpoints/authorization/redirect-page.ts';
