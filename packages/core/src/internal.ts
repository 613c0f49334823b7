// What the other packages of Codegrant, and the tests of core, need besides the public surface. It may change in any release.

// The flows and their ports.
export { answered } from './flow/flow.ts';
export type { Answer, Asked, Flow } from './flow/flow.ts';
export { authorize } from './endpoints/authorization/authorize.ts';
export { answerConsent } from './endpoints/consent/answer-consent.ts';
export { consentRules } from './endpoints/consent/consent-rules.ts';
export type { ConsentPorts } from './endpoints/consent/answer-consent.ts';
export { consentDetails } from './endpoints/consent/consent-details.ts';
export { findOwnGrant, revokeOwnGrant } from './endpoints/grant-list/find-own-grant.ts';
export { listGrants } from './endpoints/grant-list/list-grants.ts';
export { grantListRules } from './endpoints/grant-list/grant-list-rules.ts';
export type { GrantRevocationPorts } from './endpoints/grant-list/grant-list-ports.ts';
export {
  changeClient,
  createClient,
  deleteClient,
  findClient,
  listClients,
} from './endpoints/client-management/manage-clients.ts';
export type { ClientManagementPorts } from './endpoints/client-management/client-management-ports.ts';
export { clientManagementRules } from './endpoints/client-management/client-management-rules.ts';
export { isListedClient } from './endpoints/client-management/is-listed-client.ts';
export { filteredMembers } from './client/filtered-members.ts';
export type { FilteredMembers } from './client/filtered-members.ts';
export { managedMetadata, managedMetadataProblems } from './client/managed-metadata.ts';
export { currentGrant, currentGrants, ownedGrantOf } from './grant/owned-grant.ts';
export { token } from './endpoints/token/token.ts';
export { revoke } from './endpoints/revocation/revoke.ts';
export type { RevocationPorts } from './endpoints/revocation/revoke.ts';
export { revocationRules } from './endpoints/revocation/revocation-rules.ts';
export { introspect } from './endpoints/introspection/introspect.ts';
export type { IntrospectionPorts } from './endpoints/introspection/introspect.ts';
export { introspectionRules } from './endpoints/introspection/introspection-rules.ts';
export { register } from './endpoints/registration/register.ts';
export type { RegistrationPorts } from './endpoints/registration/register.ts';
export { registrationRules } from './endpoints/registration/registration-rules.ts';
export { needsSecret, readSelfRegistered, selfRegistrationOf } from './endpoints/registration/registered-metadata.ts';
export {
  isSignedClientId,
  longestSignedRegistration,
  signClientId,
  verifyClientId,
} from './endpoints/registration/signed-client-id.ts';
export { registrationRequestIn } from './client/registration-request.ts';
export { signingKeysOf } from './crypto/consent-keys.ts';
export { tokenRules } from './endpoints/token/token-rules.ts';
export type { TokenOutcome, TokenPorts } from './endpoints/token/token.ts';
export { checkAccess } from './protected-resource/check-access.ts';
export { bearerRules } from './protected-resource/bearer-rules.ts';

// The stages, for tests of single rules.
export { Broken } from './rules/stage.ts';
export { addressStage } from './endpoints/authorization/request/address.ts';
export { bindStage } from './endpoints/authorization/request/bind.ts';
export { checkStage } from './endpoints/authorization/request/check.ts';
export { recipientOf } from './endpoints/authorization/request/recipient-of.ts';
export { identifyStage } from './endpoints/authorization/owner/identify.ts';
export { consentStage } from './endpoints/authorization/consent/consent.ts';
export { issue } from './endpoints/authorization/issue.ts';
export { consentFormStage } from './endpoints/consent/consent-form.ts';
export type { GivenConsentAnswer, OwnerDecision } from './endpoints/consent/consent-form.ts';
export { grantRequestStage } from './endpoints/consent/grant-request.ts';
export { consentOwnerStage, consentTokenStage, openQuestionStage } from './endpoints/consent/open-question.ts';
export type { OpenQuestion } from './endpoints/consent/open-question.ts';
export { answeredQuestionStage } from './endpoints/consent/answered-question.ts';
export type { AnsweredQuestion } from './endpoints/consent/answered-question.ts';
export { answerRecord, settledQuestionStage } from './endpoints/consent/settled-question.ts';
export type { SettledQuestion } from './endpoints/consent/settled-question.ts';
export { credentialsStage } from './client-authentication/credentials.ts';
export { authenticateStage } from './client-authentication/authenticate-client.ts';
export { assertedClient } from './client-authentication/assertion/asserted-client.ts';
export type { ClientPorts } from './client/client-ports.ts';
export { assertionRules } from './client-authentication/assertion/assertion-rules.ts';
export { redemptionStage } from './endpoints/token/authorization-code/redemption.ts';
export type { Redemption } from './endpoints/token/authorization-code/redemption.ts';
export { redeemStage } from './endpoints/token/authorization-code/redeem.ts';
export { refreshRequestStage } from './endpoints/token/refresh-token/refresh-request.ts';
export { refreshTokenStage } from './endpoints/token/refresh-token/refresh-token.ts';
export type { GrantedExtension } from './endpoints/token/extension-grant/granted-extension.ts';
export { grantedExtension } from './endpoints/token/extension-grant/granted-extension.ts';
export { readRejectedGrant, rejectGrant } from './endpoints/token/extension-grant/rejected-grant.ts';
export type { RejectedGrant } from './endpoints/token/extension-grant/rejected-grant.ts';
export { requestedGrantType } from './endpoints/token/grant-type/grant-type.ts';
export { targetStage } from './endpoints/token/target/target.ts';
export type { TokenSettings } from './grant/token-settings.ts';
export { newSuccessor } from './grant/successor.ts';
export type { Successor } from './grant/successor.ts';
export { reuseStage, successorStage } from './endpoints/token/refresh-token/reuse.ts';

// Errors and their replies.
export { isJsonValue } from './http/json-value.ts';
export { tokenResponseMembers } from './endpoints/token/token-reply.ts';
export { httpRules, parameterLimit } from './errors/http-rules.ts';
export { refuse } from './errors/refusal.ts';
export type { RefusalVerdict } from './errors/refusal.ts';
export { reject } from './errors/rejection.ts';
export { rejectToken } from './errors/token-rejection.ts';
export { errorOfStatus } from './errors/error-reply.ts';
export { rejectHttp } from './errors/reject-http.ts';
export { jsonParametersStage } from './json-parameters/json-parameters-stage.ts';
export type { JsonParameters } from './json-parameters/json-parameters-stage.ts';
export { readJsonParameters } from './json-parameters/read-json-parameters.ts';
export { refusalJsonReply, refusalReply } from './errors/refusal-reply.ts';

// Resources.
export { comparableResource, isResourceUri } from './resource/resource-uri.ts';
export { joinResources, splitResources } from './resource/recorded-resources.ts';
export { isApiUri } from './settings/resource-settings.ts';

// Redirect URIs, clients, consent tokens.
export { matchRedirectUri } from './redirect-uri/match-redirect-uri.ts';
export { nearestRedirectUri } from './redirect-uri/nearest-redirect-uri.ts';
export { readRedirectUri } from './redirect-uri/read-redirect-uri.ts';
export { readLoopbackUri } from './redirect-uri/loopback.ts';
export { destinationOf } from './redirect-uri/destination.ts';
export { redirectTo } from './redirect-uri/redirect-to.ts';
export { isClient, isConfidential } from './client/client.ts';
export { policyConflicts } from './client/policy-conflicts.ts';
export { grantTypeConflicts } from './client/grant-type-conflicts.ts';
export { memberNames } from './client/client-metadata-schema.ts';
export { isPublic, tokenEndpointAuthMethods } from './client/client-metadata.ts';
export { signConsentToken, verifyConsentToken } from './endpoints/authorization/consent/consent-token.ts';
export type {
  ConsentTokenContent,
  VerifiedConsentToken,
} from './endpoints/authorization/consent/consent-token.ts';
export { consentsTo } from './endpoints/authorization/consent/consents-to.ts';
export { consentPage } from './endpoints/authorization/consent/consent-page.ts';
export { withoutSignInMark } from './endpoints/authorization/owner/sign-in-mark.ts';
export { issuerOrigin, issuerPath } from './settings/issuer.ts';
export { valueOf } from './settings/invalid-settings.ts';

export { largestDocument } from './client-document/document-json.ts';

// Encodings.
export { replaceSurrogates, toVisibleAscii } from './encoding/form-encoding.ts';
export { signInLocation } from './endpoints/authorization/location-of.ts';
export { isCodeChallengeMethod } from './code/code-challenge-method.ts';
export { isJsonObject } from './encoding/json-object.ts';
export { parseJson } from './encoding/parse-json.ts';
export { formStringOf } from './encoding/form-string.ts';
export { allValuesOf, decodePairs } from './encoding/read-params.ts';
export { isVschar } from './encoding/characters.ts';
export { isScopeToken } from './encoding/characters.ts';
export { isScopeString, splitScope, splitSpacedScope } from './encoding/scope.ts';
export { secretKeyMembers } from './crypto/secret-key-members.ts';
export { randomString } from './crypto/random-string.ts';
export { hashAccessToken } from './grant/access-token-record.ts';
export { maxCodeLifetimeSeconds } from './code/code-record.ts';
export { grantIdOf, newGrantId } from './grant/grant-id.ts';
export { longestGrantSeconds } from './grant/new-grant.ts';
export { escapeHtml } from './http/html.ts';
