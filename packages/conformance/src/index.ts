export { bearerInWords, bearerReply, plainBearerToken } from './expected/bearer-vector.ts';
export { readBearerVectors } from './vectors/bearer-vector.ts';
export type { BearerVector } from './vectors/bearer-vector.ts';
export { readConsentVectors } from './vectors/consent-vector.ts';
export type { ConsentExpectation, ConsentVector, VectorToken } from './vectors/consent-vector.ts';
export { consentInWords, decideConsentVector, withToken } from './expected/decide-consent-vector.ts';
export {
  fixedAccessToken,
  fixedCode,
  fixedConsentKey,
  fixedEntropy,
  fixedNow,
  fixedRefreshToken,
  plainAccessToken,
  plainGrant,
  plainRecord,
  previousConsentKey,
  removedConsentKey,
} from './expected/fixed.ts';
export { findings } from './judge/findings.ts';
export type { FindingKind, FindingName } from './judge/findings.ts';
export { decideVector, inWords, sentBy, vectorClient, vectorPolicy } from './expected/decide-vector.ts';
export { judgeResponse } from './judge/judge-response.ts';
export type { Sending } from './judge/judge-response.ts';
export type { Finding, Verdict } from './judge/verdict.ts';
export { judgeTokenResponse } from './judge/judge-token-response.ts';
export {
  introspectionInWords,
  introspectionReplyTo,
  introspectionVector,
} from './expected/introspection-vector.ts';
export { revocationInWords, revocationReplyTo, revocationVector } from './expected/revocation-vector.ts';
export { refreshInWords, refreshReply, refreshVector } from './expected/refresh-vector.ts';
export { recordOf, redeemVector, redemptionInWords, redemptionReply } from './expected/redeem-vector.ts';
export { authorizeReply, consentReply, vectorConsentUrl } from './expected/replies.ts';
export {
  clientManagementInWords,
  clientManagementVectorReply,
  decideClientManagementVector,
} from './expected/client-management-vector.ts';
export { decideGrantListVector, grantListInWords, grantListVectorReply } from './expected/grant-list-vector.ts';
export { registerReply, registerVector, registrationInWords } from './expected/register-vector.ts';
export { requirements } from './vectors/requirements.ts';
export type { Held, Requirement } from './vectors/requirements.ts';
export { clientAssertionInWords, clientAssertionReply } from './expected/client-assertion-vector.ts';
export { readClientAssertionVectors } from './vectors/client-assertion-vector.ts';
export type { ClientAssertionVector } from './vectors/client-assertion-vector.ts';
export { clientAssertionVectors } from './vectors/client-assertion-vectors.ts';
export { tokenInWords, tokenVector, tokenVectorReply } from './expected/token-vector.ts';
export { readTokenVectors } from './vectors/token-vector.ts';
export type { TokenVector } from './vectors/token-vector.ts';
export { readIntrospectionVectors, readRevocationVectors } from './vectors/presented-token-vector.ts';
export type { GivenTokens, IntrospectionVector, RevocationVector } from './vectors/presented-token-vector.ts';
export type { ExpectedRevokingError, ExpectedTokenError } from './vectors/expected-token-error.ts';
export type { PostedRequest } from './vectors/posted-request.ts';
export { readClientManagementVectors } from './vectors/client-management-vector.ts';
export type { ClientManagementVector, ManagedClientDifferences } from './vectors/client-management-vector.ts';
export { readGrantListVectors } from './vectors/grant-list-vector.ts';
export type { GrantListVector } from './vectors/grant-list-vector.ts';
export { readRefreshVectors } from './vectors/refresh-vector.ts';
export type { RefreshVector } from './vectors/refresh-vector.ts';
export { readAuthorizeVectors } from './vectors/authorize-vector.ts';
export type { AuthorizeExpectation, AuthorizeVector } from './vectors/authorize-vector.ts';
export { readRedemptionVectors } from './vectors/redemption-vector.ts';
export type { RedemptionVector } from './vectors/redemption-vector.ts';
export { readRegisterVectors } from './vectors/register-vector.ts';
export type { RegisteringServer, RegisterVector } from './vectors/register-vector.ts';
export { readClientDocumentVectors } from './vectors/client-document-vector.ts';
export type { ClientDocumentVector } from './vectors/client-document-vector.ts';
export { clientDocumentVectors } from './vectors/client-document-vectors.ts';
export { readVectorDocument } from './expected/client-document-vector.ts';
export { readRegistrationVectors } from './vectors/registration-vector.ts';
export type { RegistrationVector } from './vectors/registration-vector.ts';
export { allVectors } from './vectors/all-vectors.ts';
export type { AnyVector } from './vectors/all-vectors.ts';
export { authorizeVectors } from './vectors/authorize-vectors.ts';
export { clientCredentialsVectors } from './vectors/client-credentials-vectors.ts';
export { consentVectors } from './vectors/consent-vectors.ts';
export { extensionGrantVectors } from './vectors/extension-grant-vectors.ts';
export { bearerVectors } from './vectors/bearer-vectors.ts';
export { introspectionVectors } from './vectors/introspection-vectors.ts';
export { clientManagementVectors } from './vectors/client-management-vectors.ts';
export { grantListVectors } from './vectors/grant-list-vectors.ts';
export { redemptionVectors } from './vectors/redemption-vectors.ts';
export { refreshVectors } from './vectors/refresh-vectors.ts';
export { registerVectors } from './vectors/register-vectors.ts';
export { registrationVectors } from './vectors/registration-vectors.ts';
export { revocationVectors } from './vectors/revocation-vectors.ts';
export { vectorClients } from './vectors/vector-clients.ts';
export { vectorPolicies } from './vectors/vector-policies.ts';
export type { VectorGroup } from './vectors/vector-group.ts';
