export { readConsentVectors } from './consent-vector.ts';
export type { ConsentExpectation, ConsentVector, VectorToken } from './consent-vector.ts';
export { consentInWords, decideConsentVector, withToken } from './judge-consent.ts';
export {
  fixedCode,
  fixedConsentKey,
  fixedEntropy,
  fixedNow,
  plainRecord,
  previousConsentKey,
  removedConsentKey,
} from './fixed.ts';
export { findings } from './findings.ts';
export type { Finding, FindingKind, FindingName, Verdict } from './findings.ts';
export { decideVector, inWords, sentBy, vectorClient, vectorPolicy } from './judge-decision.ts';
export { judgeResponse } from './judge-response.ts';
export type { Sending } from './judge-response.ts';
export { judgeTokenResponse } from './judge-token-response.ts';
export { recordOf, redeemVector, redemptionInWords } from './judge-redemption.ts';
export { authorizeReply, consentReply, redemptionReply, vectorConsentUrl } from './replies.ts';
export { requirements } from './requirements.ts';
export type { Held, Requirement } from './requirements.ts';
export { readAuthorizeVectors, readRedemptionVectors, readRegistrationVectors } from './vector.ts';
export type { AuthorizeExpectation, AuthorizeVector, RedemptionVector, RegistrationVector } from './vector.ts';
export {
  authorizeVectors,
  consentVectors,
  redemptionVectors,
  registrationVectors,
  vectorClients,
  vectorPolicies,
} from './vectors.ts';
export type { VectorGroup } from './vectors.ts';
