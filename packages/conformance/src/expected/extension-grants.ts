import {
  clientCredentials as clientCredentialsGrant,
  type ClientGranted,
  extensionGrant as extensionGrantOf,
  type ExtensionGrantRequest,
  type OptionalGrantType,
} from '@codegrant/core';
import { clientCredentials, type ExtensionGrant, extensionGrant, type ServedGrantType } from '@codegrant/server';

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

/** The functions of the grant types of the vectors. */
export const vectorExtensions: ReadonlyMap<string, ExtensionGrant> = new Map([['urn:example:grant', urnExampleGrant]]);

/** The grant types of a server with a policy of the vectors, besides those of every server. */
interface VectorGrantTypes {
  readonly clientCredentials: boolean;
  readonly extensions: ReadonlyMap<string, ExtensionGrant>;
}

const grantTypesUnder = (policy: string): VectorGrantTypes => ({
  clientCredentials: policy.startsWith('clientCredentials') || policy === 'furtherParameters',
  extensions: policy === 'extensionGrant' ? vectorExtensions : new Map(),
});

/** The option `grantTypes` of the server of a vector. */
export const vectorGrantTypes = (policy: string): readonly ServedGrantType[] => {
  const { clientCredentials: forClients, extensions } = grantTypesUnder(policy);
  return [
    ...(forClients ? [clientCredentials] : []),
    ...[...extensions].map(([name, grant]) => extensionGrant(name, grant)),
  ];
};

/** The same for core. */
export const vectorGrants = (policy: string): readonly OptionalGrantType<ClientGranted | ExtensionGrantRequest>[] => {
  const { clientCredentials: forClients, extensions } = grantTypesUnder(policy);
  return [...(forClients ? [clientCredentialsGrant] : []), ...[...extensions.keys()].map(extensionGrantOf)];
};
