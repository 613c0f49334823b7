export { addressStage } from './address.ts';
export type { Address } from './address.ts';
export { askConsent } from './ask-consent.ts';
export type { AskedScope, ConsentQuestion } from './ask-consent.ts';
export { authenticateStage } from './authenticate-client.ts';
export type { AuthenticatedClient, LookedUpClient } from './authenticate-client.ts';
export { bindStage } from './bind.ts';
export type { BoundClient, LookedUpAddress } from './bind.ts';
export type { Brand } from './brand.ts';
export { checkStage, recipientOf } from './check.ts';
export type { AuthorizationRequest, PolicedClient } from './check.ts';
export { defineClient, hashClientSecret, isConfidential, readClient } from './client.ts';
export type { Client, ClientMetadata, CodeChallengeMethod, TokenEndpointAuthMethod } from './client.ts';
export { consentAnswerStage, consentTokenStage, consentTokenUnspentStage } from './consent-answer.ts';
export type {
  AnsweredConsentToken,
  GivenConsentAnswer,
  LookedUpConsentToken,
  SpentConsentToken,
} from './consent-answer.ts';
export { consentKeysOf, openConsentToken, sealConsentToken } from './consent-token.ts';
export type { ConsentKeys, ConsentTokenContent, OpenedConsentToken } from './consent-token.ts';
export { decide, unsettled } from './decide.ts';
export type { Decision, Facts, SignIn } from './decide.ts';
export type { Sha256 } from './digest.ts';
export { entropyOf } from './entropy.ts';
export type { Entropy } from './entropy.ts';
export { authorizationRules, explain, formatExplanation } from './explain.ts';
export type { ExplainedRule, Explanation } from './explain.ts';
export { formTextOf } from './form-text.ts';
export { escapeHtml, Html, html } from './html.ts';
export { hashCode, issue } from './issue.ts';
export type { CodeRecord, Issued } from './issue.ts';
export { matchRedirectUri } from './match-redirect-uri.ts';
export type { MatchedRedirectUri } from './match-redirect-uri.ts';
export { nearestRedirectUri } from './nearest-redirect-uri.ts';
export type { NearestRedirectUri, UriComponent, UriDifference } from './nearest-redirect-uri.ts';
export { consentPage } from './pages/consent-page.ts';
export type { ConsentPageContent } from './pages/consent-page.ts';
export { page } from './pages/page.ts';
export type { Page } from './pages/page.ts';
export { refusalPage } from './pages/refusal-page.ts';
export { verifyCodeVerifier } from './pkce.ts';
export type { CodeChallenge } from './pkce.ts';
export { definePolicy, readPolicy } from './policy.ts';
export type { Policy, PolicySettings, ScopeDescription } from './policy.ts';
export { readAll, readParams } from './read-params.ts';
export type { FormInput, Params } from './read-params.ts';
export { tokenRequestStage } from './read-token-request.ts';
export type { ClientCredentials, ReceivedTokenRequest, TokenRequest } from './read-token-request.ts';
export { redeemStage, redemptionStage } from './redeem.ts';
export type { LookedUpCode, Redeemed, Redemption, TakenCode } from './redeem.ts';
export { readRedirectUri } from './redirect-uri.ts';
export type { RedirectUriKind, RedirectUriReading } from './redirect-uri.ts';
export { redirectTo } from './redirect-to.ts';
export type { ResponseParameters } from './redirect-to.ts';
export { refuse } from './refusal.ts';
export type { Refusal, RefusalVerdict } from './refusal.ts';
export { reject } from './rejection.ts';
export type { AuthorizationError, Recipient, Rejection, RejectionVerdict } from './rejection.ts';
export type { Reply } from './reply.ts';
export { InvalidSettings, valueOf } from './result.ts';
export type { Result } from './result.ts';
export type { RequirementNumber, Rule } from './rule.ts';
export { consentStage, identifyStage } from './settle.ts';
export type {
  AnsweredRequest,
  Consent,
  ConsentAnswer,
  ConsentVerdict,
  Grant,
  OwnedRequest,
  Owner,
  SignedIn,
  SignInVerdict,
} from './settle.ts';
export { pageReply } from './security-headers.ts';
export { Broken } from './stage.ts';
export type { Stage } from './stage.ts';
export { defaultPages, refusalReply, toReply } from './to-reply.ts';
export type { Pages, Surface } from './to-reply.ts';
export { rejectToken } from './token-rejection.ts';
export type { TokenError, TokenRejection, TokenRejectionVerdict } from './token-rejection.ts';
export { tokenRejectionReply, tokenReply } from './token-reply.ts';
export type { IssuedTokens } from './token-reply.ts';
