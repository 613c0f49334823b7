import { InvalidSettings, readPolicy } from '@codegrant/server';
import { policyFor } from './policy.ts';

/**
 * Returns the issuer: ISSUER if it is set, else the server's own URL.
 *
 * @throws {InvalidSettings} if the policy does not accept it as an issuer
 */
export const issuerFor = (setting: string | undefined, serverUrl: string): string => {
  const issuer = setting ?? serverUrl;
  const policy = readPolicy(policyFor(issuer, true));
  if (policy.kind === 'valid') return issuer;
  throw setting === undefined
    ? new InvalidSettings('HOST', [`${serverUrl} is not on loopback. Set ISSUER to the https URL of this server.`])
    : new InvalidSettings('ISSUER', policy.problems);
};
