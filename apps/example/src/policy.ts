import { InvalidSettings, type PolicySettings, readPolicy } from '@codegrant/server';

/** What the app's authorization server allows. */
export const policyFor = (issuer: string, rememberConsent: boolean): PolicySettings => ({
  issuer,
  scopes: {
    read: { name: 'Read your profile', description: 'Your name and your account number.' },
    write: { name: 'Change your profile', description: 'It can change what others see of you.' },
  },
  defaultScope: ['read'],
  rememberConsent: rememberConsent ? 'provenClients' : 'never',
});

/**
 * The issuer that was set, or the server's own address.
 *
 * @throws {InvalidSettings} if it can be none
 */
export const issuerFor = (given: string | undefined, serverUrl: string): string => {
  const issuer = given ?? serverUrl;
  const read = readPolicy(policyFor(issuer, true));
  if (read.kind === 'valid') return issuer;
  throw given === undefined
    ? new InvalidSettings('HOST', [
        `${serverUrl} is not on loopback: set ISSUER to the https URL that it is reached by.`,
      ])
    : new InvalidSettings('ISSUER', read.problems);
};
