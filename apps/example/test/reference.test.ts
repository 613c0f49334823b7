import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { memberNames } from '@codegrant/core/internal';
import { toNodeHandler } from '@codegrant/node';
import {
  clientManagement,
  createAuthorizationServer,
  defineClient,
  definePolicy,
  introspection,
  grantList,
  introspectedTokens,
  memoryAccessTokens,
  memoryClientRegistry,
  memoryConsents,
  memoryGrants,
  opaqueTokens,
  type PolicySettings,
  protectedResource,
  readClient,
  registration,
  revocation,
} from '@codegrant/server';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { root } from './documents.ts';
import { anchorsOf, proseOf } from './prose.ts';
import { clientEntries, leastClient } from './reference/client.ts';
import type { AnyEntry } from './reference/entries.ts';
import { serverOptions } from './reference/examples/server-options.ts';
import {
  fastifyEntries,
  fetchEntries,
  memoryAccessTokensParameters,
  memoryGrantsParameters,
  memoryStoreParameters,
  opaqueTokensEntries,
} from './reference/functions.ts';
import { ownedGrantFields, ownedGrantsFunctions } from './reference/grants.ts';
import { argumentNames, membersOf } from './reference/interface.ts';
import { literal } from './reference/markdown.ts';
import { ports, referencePage } from './reference/page.ts';
import {
  introspectionEntries,
  leastIntrospection,
  leastResource,
  protectedResourceEntries,
} from './reference/protected-resource.ts';
import { leastPolicy, policyEntries, resourceDescriptionEntries, scopeDescriptionEntries } from './reference/policy.ts';
import {
  accessTokenFields,
  accessTokenRecordFields,
  codeRecordFields,
  foundRefreshTokenFields,
  grantRecordFields,
  issuedTokensFields,
  ownerFields,
  refreshTokenRecordFields,
  refreshTokenUseFields,
  takenCodeFields,
  tokenGrantFields,
} from './reference/records.ts';
import { pageEntries, pathEntries, serverEntries, tokensWithKeys } from './reference/server.ts';
import { leastOptions } from './reference/walk.ts';

const page = await referencePage();

const documented: Readonly<Record<string, object>> = {
  PolicySettings: policyEntries,
  ScopeDescription: scopeDescriptionEntries,
  ResourceDescription: resourceDescriptionEntries,
  ServerOptions: serverEntries,
  ClientMetadata: clientEntries,
  Owner: ownerFields,
  TokenGrant: tokenGrantFields,
  AccessToken: accessTokenFields,
  AccessTokenRecord: accessTokenRecordFields,
  IssuedTokens: issuedTokensFields,
  CodeRecord: codeRecordFields,
  TakenCode: takenCodeFields,
  GrantRecord: grantRecordFields,
  OwnedGrant: ownedGrantFields,
  OwnedGrants: ownedGrantsFunctions,
  RefreshTokenRecord: refreshTokenRecordFields,
  FoundRefreshToken: foundRefreshTokenFields,
  RefreshTokenUse: refreshTokenUseFields,
  OpaqueTokenSettings: opaqueTokensEntries,
  CodegrantOptions: fastifyEntries,
  ProtectedResourceOptions: protectedResourceEntries,
  IntrospectionOptions: introspectionEntries,
  ...Object.fromEntries(ports.map(({ type, methods }) => [type, methods])),
};

describe('The reference has every member, and no other', () => {
  it.each(Object.entries(documented))('of %s.', (name, entries) => {
    expect(Object.keys(entries)).toEqual(membersOf(name).map((member) => member.name));
  });

  it('of a client that is read.', () => {
    expect(Object.keys(clientEntries).toSorted()).toEqual([...memberNames].toSorted());
  });

  it('of the paths and the pages.', () => {
    const everything = {
      consentUrl: '/ask',
      endpoints: [
        grantList,
        clientManagement({ registry: memoryClientRegistry(), authorize: () => undefined }),
        revocation,
        introspection(),
        registration({ keys: [new Uint8Array(32).fill(9)] }),
      ],
      tokens: tokensWithKeys,
    };
    const { paths } = createAuthorizationServer({ ...leastOptions, ...everything });
    expect(paths).toMatchObject(Object.fromEntries(Object.keys(pathEntries).map((name) => [name, expect.any(String)])));
    expect(Object.keys(pageEntries)).toEqual(
      [...membersOf('RefusalPages'), ...membersOf('Pages')].map(({ name }) => name),
    );
  });

  it.each(ports.flatMap(({ type, methods }) => membersOf(type).map((member) => ({ member, methods, type }))))(
    'of the arguments of $type, $member.name',
    ({ member, methods }) => {
      expect(Object.keys(methods[member.name]?.takes ?? {})).toEqual(argumentNames(member.type));
    },
  );

  it('of the parameters of functions that have none.', () => {
    expectTypeOf<Parameters<typeof memoryConsents>['length']>().toEqualTypeOf<0>();
    expectTypeOf<Parameters<typeof toNodeHandler>['length']>().toEqualTypeOf<1>();
    expect([memoryConsents.length, toNodeHandler.length]).toEqual([0, 1]);
  });
});

const entriesOf = (entries: object): readonly (readonly [name: string, entry: AnyEntry<never>])[] =>
  Object.entries(entries);

const refusalsOf = (entries: object): readonly { name: string; value: unknown; shown: string }[] =>
  entriesOf(entries).flatMap(([name, { refused = [] }]) =>
    refused.map((value) => ({ name, value, shown: literal(value) })),
  );

const withExample = (least: object, [name, { example, beside }]: readonly [string, AnyEntry<never>]): object => ({
  ...least,
  ...beside,
  [name]: example,
});

describe('The examples of the reference work', () => {
  it.each(entriesOf(policyEntries))('in the policy: %s.', (...given) => {
    expect(() => definePolicy(withExample(leastPolicy, given) as PolicySettings)).not.toThrow();
  });

  it('in the policy, all at once.', () => {
    const all = Object.fromEntries(entriesOf(policyEntries).map(([name, { example }]) => [name, example]));
    expect(definePolicy(all as unknown as PolicySettings).codeLifetimeSeconds).toBe(30);
  });

  it.each(entriesOf(clientEntries))('in a client: %s.', (...given) => {
    expect(readClient(withExample(leastClient, given))).toMatchObject({ kind: 'valid' });
  });

  it.each(entriesOf(clientEntries).filter(([, { beside }]) => beside !== undefined))(
    'in a client not without the members beside it, where there are some: %s.',
    (name, { example }) => {
      const alone = readClient({ ...leastClient, [name]: example });
      const needed = !['required_scope', 'loopback_port', 'custom_redirect_schemes'].includes(name);
      expect(alone.kind).toBe(needed ? 'invalid' : 'valid');
    },
  );

  it('in the server, all at once.', () => {
    expect(createAuthorizationServer(serverOptions).paths).toMatchObject({ authorize: '/authorize', token: '/token' });
  });

  it.each(Object.keys(serverEntries))('in the server: %s.', (name) => {
    // A store is not without the ports that keep tokens.
    const { tokens } = serverOptions;
    const beside = name === 'store' ? { tokens } : {};
    const value = Reflect.get(serverOptions, name);
    expect(() => createAuthorizationServer({ ...leastOptions, ...beside, [name]: value })).not.toThrow();
  });

  it.each(entriesOf(protectedResourceEntries))('in a protected resource: %s.', (...given) => {
    expect(() => protectedResource(Object(withExample(leastResource, given)))).not.toThrow();
  });

  it.each(entriesOf(introspectionEntries))('in introspected tokens: %s.', (...given) => {
    expect(() => introspectedTokens(Object(withExample(leastIntrospection, given)))).not.toThrow();
  });

  it.each(Object.keys(pathEntries))('in the paths: %s.', (name) => {
    expect(() => createAuthorizationServer({ ...leastOptions, paths: { [name]: `/${name}` } })).not.toThrow();
  });
});

describe('What the reference says that throws does throw', () => {
  it.each(refusalsOf(policyEntries))('in the policy: $name: $shown', ({ name, value }) => {
    expect(() => definePolicy({ ...leastPolicy, [name]: value })).toThrow(name);
  });

  it.each(refusalsOf(clientEntries))('in a client: $name: $shown', ({ name, value }) => {
    expect(() => defineClient({ ...leastClient, [name]: value })).toThrow(name);
  });

  it.each(refusalsOf(serverEntries))('in the server: $name: $shown', ({ name, value }) => {
    expect(() => createAuthorizationServer({ ...leastOptions, [name]: value })).toThrow();
  });

  it.each(refusalsOf(pathEntries))('in the paths: $name: $shown', ({ name, value }) => {
    expect(() => createAuthorizationServer({ ...leastOptions, paths: { [name]: value } })).toThrow('paths');
  });

  it.each(refusalsOf(pageEntries))('in the pages: $name: $shown', ({ name, value }) => {
    expect(() => createAuthorizationServer({ ...leastOptions, pages: { [name]: value } })).toThrow(`pages.${name}`);
  });

  it.each(refusalsOf(protectedResourceEntries))('in a protected resource: $name: $shown', ({ name, value }) => {
    expect(() => protectedResource(Object({ ...leastResource, [name]: value }))).toThrow(name);
  });

  it.each(refusalsOf(introspectionEntries))('in introspected tokens: $name: $shown', ({ name, value }) => {
    expect(() => introspectedTokens(Object({ ...leastIntrospection, [name]: value }))).toThrow(name);
  });

  it.each(refusalsOf(opaqueTokensEntries))('in opaqueTokens: $name: $shown', ({ name, value }) => {
    const settings = { accessTokens: memoryAccessTokens(), grants: memoryGrants(), [name]: value };
    expect(() => opaqueTokens(settings)).toThrow(name);
  });
});

describe('A default that the reference has in words is the default', () => {
  const said = Object.entries({
    policy: policyEntries,
    server: serverEntries,
    paths: pathEntries,
    pages: pageEntries,
    client: clientEntries,
    fastify: fastifyEntries,
    fetch: fetchEntries,
    protectedResource: protectedResourceEntries,
    introspectedTokens: introspectionEntries,
    memoryStore: memoryStoreParameters,
    memoryGrants: memoryGrantsParameters,
    memoryAccessTokens: memoryAccessTokensParameters,
    opaqueTokens: opaqueTokensEntries,
  }).flatMap(([subject, entries]) =>
    entriesOf(entries).flatMap(([name, { default: given }]) =>
      given === undefined || typeof given === 'function' ? [] : [{ subject, name, ...given }],
    ),
  );

  it.each(said)('in $subject, $name: $says', async ({ shownBy }) => {
    await shownBy();
  });
});

describe('The page', () => {
  it('docs/reference.md is what this run would write.', async () => {
    await expect(page).toMatchFileSnapshot('../../../docs/reference.md');
  });

  it('has each heading once, and leads nowhere but to headings and files that are there.', () => {
    const anchors = anchorsOf(page);
    expect(anchors.filter((name, index) => anchors.indexOf(name) !== index)).toEqual([]);
    const links = Array.from(proseOf(page).matchAll(/\]\(([^)]*)\)/g), ([, target]) => target ?? '');
    expect(links.length).toBeGreaterThan(20);
    for (const link of links)
      if (link.startsWith('#')) expect(anchors, link).toContain(link.slice(1));
      else expect(existsSync(join(root, dirname('docs/reference.md'), link.replace(/#.*/, ''))), link).toBe(true);
  });
});
