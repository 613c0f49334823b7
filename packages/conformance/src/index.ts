export { fixedCode, fixedConsentKey, fixedEntropy, fixedNow, plainRecord } from './fixed.ts';
export { decideVector, inWords, sentBy, vectorClient, vectorPolicy } from './judge-decision.ts';
export { recordOf, redeemVector, redemptionInWords } from './judge-redemption.ts';
export { requirements } from './requirements.ts';
export type { Held, Requirement } from './requirements.ts';
export { readAuthorizeVectors, readRedemptionVectors, readRegistrationVectors } from './vector.ts';
export type { AuthorizeExpectation, AuthorizeVector, RedemptionVector, RegistrationVector } from './vector.ts';
export { authorizeVectors, redemptionVectors, registrationVectors, vectorClients, vectorPolicies } from './vectors.ts';
export type { VectorGroup } from './vectors.ts';
