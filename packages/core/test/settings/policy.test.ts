import { definePolicy, InvalidSettings, type PolicySettings, readPolicy } from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const settings: PolicySettings = { issuer: 'https://login.example', scopes: { read: { name: 'Read' } } };

const problemsOf = (given: unknown): readonly string[] => {
  const reading = readPolicy(given);
  return reading.kind === 'invalid' ? reading.problems : [];
};

const notAUrl =
  'issuer must be a URL without query, fragment, user name, or any of * : ( ) % in its path, for example https://login.example.';
const dotSegmentIn = (issuer: string): string =>
  `issuer ${JSON.stringify(issuer)} has a dot segment (. or ..) in its path: remove it.`;
const notHttps = 'issuer must be https (http only on http://127.0.0.1, http://[::1] or http://localhost).';
const oddNames = 'scopes must be an object without the names __proto__, prototype and constructor.';

const api = 'https://api.example';

describe('A further parameter', () => {
  const problemsWith = (settings: object): readonly string[] => {
    const read = readPolicy({ issuer: 'https://login.example', scopes: { read: { name: 'Read' } }, ...settings });
    return read.kind === 'invalid' ? read.problems : [];
  };

  const standard =
    'response_type client_id redirect_uri scope state code_challenge code_challenge_method response_mode resource prompt request ' +
    'request_uri authorization_details dpop_jkt grant_type code code_verifier refresh_token client_secret client_assertion ' +
    'client_assertion_type iss error error_description error_uri consent_token decision';

  it.each(standard.split(' '))('cannot have a name that the standards use: %s (R238).', (name) => {
    for (const setting of ['authorizationParameters', 'tokenParameters'])
      expect(problemsWith({ [setting]: ['audience', name] })).toEqual([
        `${setting} names ${name}, which the standards use already: choose another name.`,
      ]);
  });

  it.each(['', 'a b', 'é', 'a'.repeat(65), 'constructor', 'toString', '__proto__', 'a[]', 7, null])(
    'must have a name of RFC 6749, and not %j.',
    (name) => {
      expect(problemsWith({ tokenParameters: [name] })).toHaveLength(1);
    },
  );

  it.each(['audience', 'organization', 'nonce', 'login_hint', 'x-1.2_3', 'a'.repeat(64)])('may be %s.', (name) => {
    expect(problemsWith({ authorizationParameters: [name], tokenParameters: [name] })).toEqual([]);
  });
});

describe('A policy', () => {
  it('has a safe default for everything but the issuer and the scopes.', () => {
    expect(readPolicy(settings)).toEqual({
      kind: 'valid',
      value: {
        issuer: 'https://login.example',
        scopes: new Map([['read', { name: 'Read' }]]),
        defaultScope: [],
        requiredScope: [],
        resources: new Map(),
        defaultResource: [],
        pkce: 'unlessRegistered',
        codeChallengeMethods: ['S256'],
        codeLifetimeSeconds: 60,
        codeReuseSeconds: 10,
        consentLifetimeSeconds: 600,
        rememberConsent: 'provenClients',
        unknownScope: 'reject',
        refreshTokens: 'never',
        refreshTokenRotation: 'always',
        refreshTokenIdleSeconds: 2_592_000,
        refreshTokenLifetimeSeconds: 31_536_000,
        refreshTokenReuseSeconds: 30,
        authorizationParameters: [],
        tokenParameters: [],
        accessTokenLifetimeSeconds: 600,
      },
    });
  });

  it('has the settings that are given.', () => {
    const given = {
      ...settings,
      defaultScope: ['read'],
      requiredScope: ['read'],
      pkce: 'always',
      codeChallengeMethods: ['S256', 'plain'],
      plainCodeChallenge: 'ifRegistered',
      codeLifetimeSeconds: 30,
      consentLifetimeSeconds: 90,
      rememberConsent: 'never',
      unknownScope: 'ignore',
      refreshTokens: 'always',
      refreshTokenRotation: 'publicClients',
      refreshTokenIdleSeconds: 1,
      refreshTokenLifetimeSeconds: 315_360_000,
      refreshTokenReuseSeconds: 0,
    } as const;
    expect(readPolicy(given)).toMatchObject({
      kind: 'valid',
      value: { ...given, scopes: new Map([['read', { name: 'Read' }]]) },
    });
  });

  it('cannot require offline_access for refresh tokens if it has no such scope (R210).', () => {
    const settingsWith = { ...settings, refreshTokens: 'offline_access' };
    expect(readPolicy(settingsWith)).toEqual({
      kind: 'invalid',
      problems: ['refreshTokens is offline_access, which is not in scopes: declare the scope offline_access.'],
    });
    const scopes = { ...settings.scopes, offline_access: { name: 'Stay signed in' } };
    expect(readPolicy({ ...settingsWith, scopes }).kind).toBe('valid');
  });

  it.each([
    ['refreshTokens', true],
    ['refreshTokenRotation', 'never'],
    ['refreshTokenIdleSeconds', 0],
    ['refreshTokenLifetimeSeconds', 315_360_001],
    ['refreshTokenReuseSeconds', 601],
    ['refreshTokenReuseSeconds', -1],
  ])('does not accept %s %j.', (setting, value) => {
    expect(readPolicy({ ...settings, [setting]: value })).toMatchObject({
      kind: 'invalid',
      problems: [expect.stringMatching(new RegExp(`^${setting} must be`))],
    });
  });

  it.each([
    'https://login.example',
    'https://login.example/tenant/a',
    'https://login.example:8443/',
    'http://127.0.0.1:3000',
    'http://[::1]',
    'http://localhost:1/x',
    'https://login.example/.a/b../...',
  ])('may have the issuer %s.', (issuer) => {
    expect(problemsOf({ ...settings, issuer })).toEqual([]);
  });

  it.each([
    ['http://login.example', notHttps],
    ['http://localhost.example', notHttps],
    ['http://127.0.0.1:99999', notAUrl],
    ['https://login.example?x', notAUrl],
    ['https://login.example/#x', notAUrl],
    ['https://user@login.example', notAUrl],
    ['https://[nonsense]', notAUrl],
    ['https://login.example/*', notAUrl],
    ['https://login.example/tenant/*/a', notAUrl],
    ['https://login.example/ten%61nt', notAUrl],
    ['https://login.example/100%', notAUrl],
    ['https://*.example', notAUrl],
    ['login.example', notAUrl],
    ['ftp://login.example', notAUrl],
    [' https://login.example', notAUrl],
    ['https://login.example/ ', notAUrl],
    ['https://login.example/.', dotSegmentIn('https://login.example/.')],
    ['https://login.example/..', dotSegmentIn('https://login.example/..')],
    ['https://login.example/a/../b', dotSegmentIn('https://login.example/a/../b')],
    ['https://login.example/./a', dotSegmentIn('https://login.example/./a')],
    ['', 'issuer must not be empty.'],
    [undefined, 'issuer is missing.'],
    [7, 'issuer must be a string.'],
  ])('may not have the issuer %j.', (issuer, problem) => {
    expect(problemsOf({ ...settings, issuer })).toEqual([problem]);
  });

  it('may have an http issuer outside loopback only with insecureIssuer: allow.', () => {
    const issuer = 'http://login.internal';
    expect(problemsOf({ ...settings, issuer, insecureIssuer: 'allow' })).toEqual([]);
    expect(problemsOf({ ...settings, insecureIssuer: true })).toEqual(['insecureIssuer must be one of allow.']);
  });

  it.each([
    ['a misspelt setting', { ...settings, codeLifetime: 60 }, ['codeLifetime is not a setting: correct its spelling.']],
    ['a string in place of an object', 'settings', ['the value must be an object.']],
    ['no scopes', { issuer: settings.issuer }, ['scopes is missing.']],
    ['scopes that are null', { ...settings, scopes: null }, [oddNames]],
    ['scopes that are a list', { ...settings, scopes: [{ name: 'Read' }] }, [oddNames]],
    ['scopes without a scope', { ...settings, scopes: {} }, ['scopes must name at least one scope.']],
    ['scopes that are a string', { ...settings, scopes: 'read' }, [oddNames]],
    ['a scope called constructor', { ...settings, scopes: { constructor: { name: 'x' } } }, [oddNames]],
    ['a scope called prototype', { ...settings, scopes: { prototype: { name: 'x' } } }, [oddNames]],
    ['a scope called __proto__', { ...settings, scopes: JSON.parse('{"__proto__":{"name":"x"}}') }, [oddNames]],
    [
      'a scope that is a string',
      { ...settings, scopes: { read: 'Read' } },
      ['scopes.read must be an object such as { name: "Read your messages" }.'],
    ],
    ['a scope without a name', { ...settings, scopes: { read: {} } }, ['scopes.read.name is missing.']],
    [
      'a scope with a space',
      { ...settings, scopes: { 'a b': { name: 'x' } } },
      ['scopes.a b must be a scope token: no spaces, quotes or backslashes (RFC 6749 §3.3).'],
    ],
    [
      'an unknown default scope',
      { ...settings, defaultScope: ['write'] },
      ['defaultScope names write, which is not in scopes.'],
    ],
    [
      'an unknown required scope',
      { ...settings, requiredScope: ['read', 'write'] },
      ['requiredScope names write, which is not in scopes.'],
    ],
    [
      'a required scope with the name of an object method',
      { ...settings, requiredScope: ['toString'] },
      ['requiredScope names toString, which is not in scopes.'],
    ],
    ['an empty list of required scopes', { ...settings, requiredScope: [] }, ['requiredScope must not be empty.']],
    ['required scopes that are a string', { ...settings, requiredScope: 'read' }, ['requiredScope must be a list.']],
    [
      'a required scope with a space',
      { ...settings, requiredScope: ['read write'] },
      ['requiredScope.0 must be a scope token: no spaces, quotes or backslashes (RFC 6749 §3.3).'],
    ],
    [
      'resources that are a list',
      { ...settings, resources: ['https://api.example'] },
      ['resources must be an object without the names __proto__, prototype and constructor.'],
    ],
    ['no resource in resources', { ...settings, resources: {} }, ['resources must name at least one resource.']],
    [
      'a resource that is a string',
      { ...settings, resources: { [api]: 'Mail' } },
      [`resources.${api} must be an object such as { name: "Mail API" }.`],
    ],
    ['a resource without a name', { ...settings, resources: { [api]: {} } }, [`resources.${api}.name is missing.`]],
    [
      'a resource with an empty name',
      { ...settings, resources: { [api]: { name: '' } } },
      [`resources.${api}.name must not be empty.`],
    ],
    [
      'a misspelt member of a resource',
      { ...settings, resources: { [api]: { name: 'Mail', scope: ['read'] } } },
      [`resources.${api}.scope is not a member of a resource: correct its spelling.`],
    ],
    [
      'an empty list of scopes of a resource',
      { ...settings, resources: { [api]: { name: 'Mail', scopes: [] } } },
      [`resources.${api}.scopes must not be empty.`],
    ],
    [
      'an unknown scope of a resource',
      { ...settings, resources: { [api]: { name: 'Mail', scopes: ['read', 'toString'] } } },
      [`resources.${api}.scopes names toString, which is not in scopes.`],
    ],
    [
      'one resource in two spellings',
      { ...settings, resources: { [api]: { name: 'A' }, 'HTTPS://API.example/': { name: 'B' } } },
      [`resources names ${api} and HTTPS://API.example/, which are the same resource: remove one.`],
    ],
    [
      'a default resource in another spelling',
      { ...settings, resources: { [api]: { name: 'A' } }, defaultResource: [`${api}/`] },
      [`defaultResource names ${api}/, which is not in resources: write it exactly as there.`],
    ],
    [
      'a default resource without resources',
      { ...settings, defaultResource: [api] },
      [`defaultResource names ${api}, which is not in resources: write it exactly as there.`],
    ],
    [
      'an empty list of default resources',
      { ...settings, defaultResource: [] },
      ['defaultResource must not be empty.'],
    ],
    ['an empty list of default scopes', { ...settings, defaultScope: [] }, ['defaultScope must not be empty.']],
    ['default scopes that are a string', { ...settings, defaultScope: 'read' }, ['defaultScope must be a list.']],
    [
      'an unknown method',
      { ...settings, codeChallengeMethods: ['s256'] },
      ['codeChallengeMethods.0 must be one of S256, plain.'],
    ],
    [
      'a lifetime out of range',
      { ...settings, consentLifetimeSeconds: 3601 },
      ['consentLifetimeSeconds must be a whole number of seconds from 1 to 3600.'],
    ],
    ['an unknown value of pkce', { ...settings, pkce: 'off' }, ['pkce must be one of unlessRegistered, always.']],
    [
      'an unknown value of rememberConsent',
      { ...settings, rememberConsent: 'yes' },
      ['rememberConsent must be one of provenClients, everyClient, never.'],
    ],
  ])('with %s is refused, and the reason is given.', (_title, given, problems) => {
    expect(problemsOf(given)).toEqual(problems);
  });

  it.each([
    'https://api.example#part',
    'https://api.example#',
    'http://api.example',
    'http://127.0.0.1:99999',
    'http://LOCALHOST:8080',
    'https://user@api.example',
    'https://',
    'https:///mcp',
    'https:api.example',
    'https://api.example/a b',
    'https://api.example/é',
    'https://a b.example',
    'https://[::1',
    'urn:example:mail',
    'javascript:alert(1)',
    'api.example',
    '',
  ])('refuses a resource that is no https URI: %j (R148).', (uri) => {
    expect(problemsOf({ ...settings, resources: { [uri]: { name: 'Mail' } } })).toEqual([
      `resources.${uri} must be an https URI without a fragment (RFC 8707 §2), or http on http://127.0.0.1, http://[::1] or http://localhost.`,
    ]);
  });

  it.each(['https://api.example', 'HTTPS://API.example:8443/a?b', 'http://127.0.0.1:8080', 'http://localhost/mcp'])(
    'may have the resource %s, and keeps its spelling.',
    (uri) => {
      const { resources, defaultResource } = definePolicy({
        ...settings,
        resources: { [uri]: { name: 'Mail', scopes: ['read'] } },
        defaultResource: [uri],
      });
      expect([...resources]).toEqual([[uri, { name: 'Mail', scopes: ['read'] }]]);
      expect(defaultResource).toEqual([uri]);
    },
  );

  it('throws every problem at once from definePolicy.', () => {
    const define = (): unknown => definePolicy({ ...settings, issuer: 'x', defaultScope: ['a', 'b'] });
    expect(define).toThrow(
      `policy: ${notAUrl} defaultScope names a, which is not in scopes. defaultScope names b, which is not in scopes.`,
    );
    expect(define).toThrow(InvalidSettings);
    expect(new InvalidSettings('x', ['y.']).name).toBe('InvalidSettings');
  });
});
