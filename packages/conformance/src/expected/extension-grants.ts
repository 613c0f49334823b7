import type { ExtensionGrant } from '@codegrant/server';

/** What the grant type of the vectors does with each `assertion`. Any other assertion is an error code. */
const urnExampleGrant: ExtensionGrant = (_client, { get, all }) => {
  const tokens = { accessToken: 'access-token', expiresIn: 600 };
  const assertion = get('assertion');
  switch (assertion) {
    case 'ok':
      return { ...tokens, scope: get('scope')?.split(' ') ?? ['read'] };
    case 'granted':
      return { subject: undefined, scope: ['read', 'write'] };
    case 'targets':
      return { ...tokens, scope: [...all('resource'), ...all('audience')] };
    case 'secret':
      return { ...tokens, scope: [get('client_secret') ?? all('client_secret')[0] ?? 'none'] };
    case 'described':
      return { error: 'invalid_grant', description: 'The assertion is described.' };
    default:
      return { error: assertion ?? 'invalid_request' };
  }
};

/** The option `grantTypes` of the server of a vector. */
export const vectorGrantTypes = (policy: string): Readonly<Record<string, ExtensionGrant>> =>
  policy === 'extensionGrant' ? { 'urn:example:grant': urnExampleGrant } : {};
