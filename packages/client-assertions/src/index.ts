export { privateKeyJwt } from './private-key-jwt.ts';
export type { PrivateKeyJwtSettings } from './private-key-jwt-settings.ts';
export type { AssertionAlgorithm } from './assertion-algorithm.ts';
export type { FetchKeys } from './fetch-keys.ts';
