import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Provider } from 'oidc-provider';
import { describe, expect, it } from 'vitest';
import { membersIn } from './members-in.ts';

const root = join(import.meta.dirname, '../../..');
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const installed = (path: string): string => readFileSync(join(import.meta.dirname, '../node_modules', path), 'utf8');
const { dependencies: compared } = readJson('apps/bench/rivals/package.json') as {
  dependencies: Record<string, string>;
};

/** The code in the first column of the tables, and in the prose, of a guide. */
const guide = (name: string): string =>
  readFileSync(join(root, 'docs/guides', name), 'utf8').replaceAll(/```[^]*?```/g, '');

const sdk = '@modelcontextprotocol/sdk';
const inSdk = (path: string): string => installed(`${sdk}/dist/esm/server/auth/${path}.d.ts`);
const jmondi = installed('@jmondi/oauth2-server/dist/index.d.ts');
const nodeOAuth = installed('@node-oauth/oauth2-server/index.d.ts');

const keysOf = (value: object, prefix = ''): readonly string[] => Object.keys(value).map((key) => prefix + key);

const oidcProviderNames = async (): Promise<readonly string[]> => {
  const url = new URL('helpers/defaults.js', import.meta.resolve('oidc-provider'));
  const { defaults } = (await import(url.href)) as { defaults: { features: object; ttl: object } };
  const methods = Object.entries(Object.getOwnPropertyDescriptors(Provider.prototype))
    .filter(([, property]) => property.get === undefined)
    .map(([name]) => name)
    .filter((name) => !['constructor', 'toJSON', 'inspect', 'listen', 'use'].includes(name));
  return [
    ...methods,
    ...keysOf(defaults).filter((key) => !['ttl', 'pkce', 'formats', 'interactions'].includes(key)),
    ...keysOf(defaults.features),
    ...keysOf(defaults.ttl, 'ttl.'),
  ];
};

const modelNames = async (): Promise<readonly string[]> => {
  const { default: Model } = (await import(import.meta.resolve('@node-oauth/oauth2-server/lib/model.js'))) as {
    default: { prototype: object };
  };
  return Object.getOwnPropertyNames(Model.prototype).filter((name) => name !== 'constructor');
};

/** Some options of this library are in its documentation only. */
const documentedOptions = (): readonly string[] =>
  Array.from(
    installed('@node-oauth/oauth2-server/lib/server.js').matchAll(/@param \[?options\.(\w+)/g),
    ([, name = '']) => name,
  );

const namesIn = (types: string, ...interfaces: readonly string[]) =>
  interfaces.flatMap((name) => membersIn(types, name));

describe('The tables of the guides', () => {
  it.each<readonly [string, string, () => Promise<readonly string[]>]>([
    [
      'from-mcp-auth-router.md',
      sdk,
      async () => [
        ...namesIn(inSdk('router'), 'AuthRouterOptions').filter((name) => !name.endsWith('Options')),
        ...namesIn(inSdk('handlers/register'), 'ClientRegistrationHandlerOptions').filter(
          (name) => !/Store$|rateLimit/.test(name),
        ),
        ...namesIn(inSdk('provider'), 'OAuthServerProvider', 'AuthorizationParams').filter((name) => name !== 'state'),
        ...namesIn(inSdk('clients'), 'OAuthRegisteredClientsStore'),
      ],
    ],
    [
      'from-proxy-oauth-server-provider.md',
      sdk,
      async () => [
        ...namesIn(inSdk('providers/proxyProvider'), 'ProxyOptions', 'ProxyEndpoints'),
        ...namesIn(inSdk('provider'), 'OAuthServerProvider'),
      ],
    ],
    ['from-oidc-provider.md', 'oidc-provider', oidcProviderNames],
    [
      'from-node-oauth.md',
      '@node-oauth/oauth2-server',
      async () => [
        ...namesIn(nodeOAuth, 'ServerOptions', 'AuthenticateOptions', 'AuthorizeOptions', 'TokenOptions'),
        ...documentedOptions(),
        ...(await modelNames()),
      ],
    ],
    [
      'from-jmondi.md',
      '@jmondi/oauth2-server',
      async () =>
        namesIn(
          jmondi,
          'AuthorizationServerOptions',
          'OAuthClientRepository',
          'OAuthScopeRepository',
          'OAuthUserRepository',
          'OAuthAuthCodeRepository',
          'OAuthTokenRepository',
          'AuthorizationServer',
        ).filter(
          (name) =>
            ![
              'jwt',
              'options',
              'availableGrants',
              'enabledGrantTypes',
              'grantTypeAccessTokenTTL',
              'enableGrantTypes',
            ].includes(name),
        ),
    ],
  ])('have every name of the library, in the version that the guide names: %s.', async (page, name, namesOf) => {
    const version = compared[name] ?? '';
    expect(JSON.parse(installed(`${name}/package.json`))).toMatchObject({ version });
    const text = guide(page);
    expect(text).toContain(version);
    const names = await namesOf();
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((each) => !new RegExp(`[\`.]${each}[\`(. ]`).test(text))).toEqual([]);
  });
});
