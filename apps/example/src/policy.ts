import type { PolicySettings } from '@codegrant/server';

/** The policy of the authorization server: its scopes, and when it remembers consent. */
export const policyFor = (issuer: string, rememberConsent: boolean): PolicySettings => ({
  issuer,
  scopes: {
    read: { name: 'Read your profile', description: 'Your name and your account number.' },
    write: { name: 'Change your profile', description: 'What others can see about you.' },
    admin: { name: 'Manage your account', description: 'Everything that you can do here yourself.' },
  },
  defaultScope: ['read'],
  // A client in the file that CLIENTS names may list plain. All others use S256.
  plainCodeChallenge: 'ifRegistered',
  // For clients that are registered for the grant type refresh_token.
  refreshTokens: 'always',
  rememberConsent: rememberConsent ? 'provenClients' : 'never',
});
