import type { PolicySettings } from '@codegrant/server';

/** The policy of the authorization server: its scopes, and when it remembers consent. */
export const policyFor = (issuer: string, rememberConsent: boolean): PolicySettings => ({
  issuer,
  scopes: {
    read: { name: 'Read your profile', description: 'Your name and your account number.' },
    write: { name: 'Change your profile', description: 'What others can see about you.' },
  },
  defaultScope: ['read'],
  rememberConsent: rememberConsent ? 'provenClients' : 'never',
});
