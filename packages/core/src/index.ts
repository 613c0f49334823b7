export { addressStage } from './endpoints/authorization/request/address.ts';
export type { Address } from './endpoints/authorization/request/address.ts';
export { askConsent, describeScopes } from './endpoints/authorization/consent/ask-consent.ts';
export type { AskedScope, ConsentQuestion } from './endpoints/authorization/consent/ask-consent.ts';
export { authenticateStage } from './client-authentication/authenticate-client.ts';
export type { AuthenticatedClient, LookedUpClient } from './client-authentication/authenticate-client.ts';
export { bindStage } from './endpoints/authorization/request/bind.ts';
export type { BoundClient, LookedUpAddress } from './endpoints/authorization/request/bind.ts';
export type { Brand } from './rules/brand.ts';
export { checkStage, recipientOf } from './endpoints/authorization/request/check.ts';
export type { AuthorizationRequest, PolicedClient } from './endpoints/authorization/request/check.ts';
export { defineClient, isConfidential, readClient } from './client/client.ts';
export type { Client } from './client/client.ts';
export { codeChallengeMethods, tokenEndpointAuthMethods } from './client/client-metadata.ts';
export type { ClientMetadata, CodeChallengeMethod, TokenEndpointAuthMethod } from './client/client-metadata.ts';
export { hashClientSecret } from './client/client-secret.ts';
export { consentAnswerStage } from './endpoints/consent/consent-form.ts';
export type { GivenConsentAnswer } from './endpoints/consent/consent-form.ts';
export { decideDetails, detailsReply, showQuestion } from './endpoints/consent/consent-details.ts';
export type { ShownQuestion } from './endpoints/consent/consent-details.ts';
export { openConsentToken, sealConsentToken } from './endpoints/authorization/consent/consent-token.ts';
export type { ConsentTokenContent, OpenedConsentToken } from './endpoints/authorization/consent/consent-token.ts';
export { decide, unidentified, unsettled } from './endpoints/authorization/decide.ts';
export type { Decision, Facts, SignIn } from './endpoints/authorization/decide.ts';
export { decideConsent } from './endpoints/consent/decide-consent.ts';
export type { ConsentFacts } from './endpoints/consent/decide-consent.ts';
export { decideRedemption, rejectTaken } from './endpoints/token/decide-redemption.ts';
export type { PostedTokenRequest, RedemptionFacts } from './endpoints/token/decide-redemption.ts';
export type { Sha256 } from './crypto/digest.ts';
export { entropyOf } from './crypto/entropy.ts';
export type { Entropy } from './crypto/entropy.ts';
export { authorizationRules, explain, formatExplanation } from './endpoints/authorization/explain/explain.ts';
export type { ExplainedRule, Explanation } from './endpoints/authorization/explain/explain.ts';
export { formTextOf } from './encoding/form-text.ts';
export { grantRequestStage } from './endpoints/consent/grant-request.ts';
export type { JsonBody } from './endpoints/consent/grant-request.ts';
export { escapeHtml, Html, html } from './http/html.ts';
export { identifyStage } from './endpoints/authorization/owner/identify.ts';
export type { OwnedRequest, Owner, SignedIn, SignInVerdict } from './endpoints/authorization/owner/identify.ts';
export { hashCode, issue } from './endpoints/authorization/issue.ts';
export type { CodeRecord, Issued } from './endpoints/authorization/issue.ts';
export { errorOfStatus, jsonReply } from './http/json-reply.ts';
export { matchRedirectUri } from './redirect-uri/match-redirect-uri.ts';
export type { MatchedRedirectUri } from './redirect-uri/match-redirect-uri.ts';
export { authorizationServerMetadata, issuerOrigin, metadataPath } from './endpoints/metadata/metadata.ts';
export type { MetadataPaths } from './endpoints/metadata/metadata.ts';
export { nearestRedirectUri } from './redirect-uri/nearest-redirect-uri.ts';
export type { NearestRedirectUri, UriComponent, UriDifference } from './redirect-uri/nearest-redirect-uri.ts';
export {
  answeredQuestionStage,
  consentTokenStage,
  consentTokenUnspentStage,
} from './endpoints/consent/open-question.ts';
export type {
  AnsweredQuestion,
  GivenAnswer,
  LookedUpConsentToken,
  OpenQuestion,
  SpentConsentToken,
  SpentQuestion,
} from './endpoints/consent/open-question.ts';
export { consentPage } from './endpoints/authorization/consent/consent-page.ts';
export type { ConsentPageContent } from './endpoints/authorization/consent/consent-page.ts';
export { page } from './http/page.ts';
export type { Page } from './http/page.ts';
export { refusalPage } from './errors/refusal-page.ts';
export { verifyCodeVerifier } from './code/pkce.ts';
export type { CodeChallenge } from './code/pkce.ts';
export { definePolicy, readPolicy } from './settings/policy.ts';
export type { Policy, PolicySettings, ScopeDescription } from './settings/policy.ts';
export { readAll, readParams } from './encoding/read-params.ts';
export type { FormInput, Params } from './encoding/read-params.ts';
export { tokenRequestStage } from './endpoints/token/token-request.ts';
export type { ClientCredentials, ReceivedTokenRequest, TokenRequest } from './endpoints/token/token-request.ts';
export { redeemStage } from './endpoints/token/authorization-code/redeem.ts';
export type { LookedUpCode, Redeemed, TakenCode } from './endpoints/token/authorization-code/redeem.ts';
export { redemptionStage } from './endpoints/token/authorization-code/redemption.ts';
export type { Redemption } from './endpoints/token/authorization-code/redemption.ts';
export { readRedirectUri } from './redirect-uri/read-redirect-uri.ts';
export type { RedirectUriKind, RedirectUriReading } from './redirect-uri/read-redirect-uri.ts';
export { redirectTo, visibleText } from './redirect-uri/redirect-to.ts';
export type { ResponseParameters } from './redirect-uri/redirect-to.ts';
export { refuse } from './errors/refusal.ts';
export type { ConsentTokenError, Refusal, RefusalVerdict } from './errors/refusal.ts';
export { reject } from './errors/rejection.ts';
export type { AuthorizationError, Recipient, Rejection, RejectionVerdict } from './errors/rejection.ts';
export type { Reply } from './http/reply.ts';
export { InvalidSettings, valueOf } from './settings/invalid-settings.ts';
export type { Result } from './settings/invalid-settings.ts';
export type { RequirementNumber, Rule } from './rules/rule.ts';
export { consentKeysOf, subjectHash } from './crypto/consent-keys.ts';
export type { ConsentKeys } from './crypto/consent-keys.ts';
export { pageReply } from './http/security-headers.ts';
export { consentStage } from './endpoints/authorization/consent/consent.ts';
export type {
  AnsweredRequest,
  Consent,
  ConsentAnswer,
  ConsentVerdict,
  Grant,
} from './endpoints/authorization/consent/consent.ts';
export { withoutSignInMark } from './endpoints/authorization/owner/sign-in-mark.ts';
export { Broken } from './rules/stage.ts';
export type { Stage } from './rules/stage.ts';
export {
  defaultPages,
  refusalJsonReply,
  refusalReply,
  toJsonReply,
  toReply,
} from './endpoints/authorization/to-reply.ts';
export type { HostedSurface, Pages, Surface } from './endpoints/authorization/to-reply.ts';
export { rejectToken } from './errors/token-rejection.ts';
export type { TokenError, TokenRejection, TokenRejectionVerdict } from './errors/token-rejection.ts';
export { tokenRejectionReply, tokenReply } from './endpoints/token/token-reply.ts';
export type { IssuedTokens } from './endpoints/token/token-reply.ts';
export {
  authorizationRequestSchema,
  responseTypes,
} from './endpoints/authorization/request/authorization-request-schema.ts';
export type { AuthorizationRequestParameters } from './endpoints/authorization/request/authorization-request-schema.ts';
export { consentDetailsSchema } from './endpoints/consent/consent-details-schema.ts';
export type { ConsentDetails } from './endpoints/consent/consent-details-schema.ts';
export { consentFormSchema } from './endpoints/consent/consent-form-schema.ts';
export type { ConsentForm } from './endpoints/consent/consent-form-schema.ts';
export { errorResponseSchema } from './errors/error-response-schema.ts';
export type { ErrorResponse } from './errors/error-response-schema.ts';
export { grantRequestSchema } from './endpoints/consent/grant-request-schema.ts';
export type { GrantRequest } from './endpoints/consent/grant-request-schema.ts';
export { grantResponseSchema } from './endpoints/consent/grant-response-schema.ts';
export type { GrantResponse } from './endpoints/consent/grant-response-schema.ts';
export { metadataSchema } from './endpoints/metadata/metadata-schema.ts';
export type { AuthorizationServerMetadata } from './endpoints/metadata/metadata-schema.ts';
export { tokenRequestSchema } from './endpoints/token/token-request-schema.ts';
export type { TokenRequestForm } from './endpoints/token/token-request-schema.ts';
export { tokenResponseSchema } from './endpoints/token/token-response-schema.ts';
export type { TokenResponse } from './endpoints/token/token-response-schema.ts';
