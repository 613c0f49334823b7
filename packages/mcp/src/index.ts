// For SDK 2.x. The same names for SDK 1.x are in sdk-1.ts.
export { type AuthInfo, type AuthInfoExtra, subjectOf } from './auth-info.ts';
export { mcpPolicy, type McpPolicySettings } from './mcp-policy.ts';
export { type OAuthMetadata, oauthMetadata } from './oauth-metadata.ts';
export { tokenVerifier } from './token-verifier.ts';
export type { TokenVerifierOptions } from './token-verifier-options.ts';
export type { TokenVerifier } from './verifier-with.ts';
