// For the authorization server.
export { jwtTokens } from './jwt-tokens.ts';
export type { JwtTokens } from './jwt-tokens.ts';
export type { JwtTokensSettings } from './jwt-tokens-settings.ts';
export { generateSigningKey } from './generate-signing-key.ts';
export type { SigningAlgorithm } from './signing-algorithm.ts';
export type { KeySet, PublicJwk, SigningKey } from './signing-key.ts';

// For APIs.
export { jwtVerifier } from './jwt-verifier.ts';
export type { JwtVerifier } from './jwt-verifier.ts';
export type { JwtVerifierSettings } from './jwt-verifier-settings.ts';

// Parts of server that an API uses, so that it need not install server.
export { TemporarilyUnavailable } from '@codegrant/server';
export type { AccessToken, TokenFinder } from '@codegrant/server';
