import {
  type AuthorizeVector,
  authorizeVectors,
  clientCredentialsVectors,
  extensionGrantVectors,
  type IntrospectionVector,
  introspectionVectors,
  type RedemptionVector,
  type RefreshVector,
  redemptionVectors,
  refreshVectors,
  revocationVectors,
  type RevocationVector,
  sentBy,
  vectorPolicies,
  type VectorGroup,
} from '@codegrant/conformance';
import {
  clientCredentials,
  clientList,
  createAuthorizationServer,
  introspection,
  grantList,
  registration,
  revocation,
  type AuthorizationServer,
  type ServerOptions,
  type Tokens,
} from '@codegrant/server';
import { type OpenApiDocument, openApiOf, type Operation } from '@codegrant/server/openapi';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { describe, expect, it } from 'vitest';
import { vectorGrantTypes } from '../../src/expected/extension-grants.ts';
import { openApiCheck } from '../../src/suite/openapi-check.ts';
import type { WireResponse } from '../../src/wire/send.ts';

const server = (changes: Partial<ServerOptions<unknown>> = {}): AuthorizationServer<unknown> =>
  createAuthorizationServer<unknown>({
    policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } } },
    clients: clientList([]),
    owner: { identify: () => undefined },
    consentKeys: [new Uint8Array(32).fill(1)],
    ...changes,
  });

const tokensWithKeys: Tokens = {
  issue: () => ({ accessToken: 'access-token', expiresIn: 600 }),
  revoke: () => {},
  jwks: () => ({ keys: [] }),
};

/** A server with a hosted consent page, and with the further endpoints. */
const whole = server({ consentUrl: '/consent', endpoints: [grantList, revocation, introspection()] });

const hosted: OpenApiDocument = openApiOf(whole);

/** A parameter in the endpoint's contract. */
interface Parameter {
  readonly required: boolean;
  readonly values?: readonly string[];
  readonly format?: string;
}

/** The contract of the endpoint: the GET operation with its parameters and statuses (R1 to R7). */
const contract: {
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly pages: readonly string[];
  readonly statuses: readonly string[];
} = {
  parameters: {
    response_type: { required: true, values: ['code'] },
    client_id: { required: true },
    redirect_uri: { required: true, format: 'uri' },
    scope: { required: false },
    state: { required: false },
    code_challenge: { required: false },
    code_challenge_method: { required: false, values: ['S256', 'plain'] },
  },
  pages: ['400', '404', '422'],
  statuses: ['200', '302', '400', '404', '422'],
};

const authorize = (document: OpenApiDocument): Operation => {
  const operation = document.paths['/oauth/authorize']?.get;
  if (operation === undefined) throw new Error('The document has no authorization endpoint.');
  return operation;
};

const statedParameters = (document: OpenApiDocument): unknown =>
  Object.fromEntries(
    (authorize(document).parameters ?? []).map(({ name, in: place, required, schema }) => [
      name,
      {
        required,
        ...(schema['enum'] === undefined ? {} : { values: schema['enum'] }),
        ...(schema['format'] === undefined ? {} : { format: schema['format'] }),
        ...(place === 'query' && schema['type'] === 'string' ? {} : { wrong: [place, schema['type']] }),
      },
    ]),
  );

describe('The OpenAPI document', () => {
  it.each([
    ['with an embedded consent page', server()],
    ['with hosted consent', server({ consentUrl: '/consent' })],
    [
      'of an issuer with a path',
      server({ policy: { issuer: 'https://login.example/t', scopes: { read: { name: 'R' } } }, basePath: '/t' }),
    ],
    ['with revocation and introspection', server({ endpoints: [revocation, introspection()] })],
    ['with a list of grants', server({ endpoints: [grantList] })],
    ['with registration', server({ endpoints: [registration({ keys: [new Uint8Array(32).fill(9)] })] })],
    ['with JSON at the token endpoint', server({ tokenRequestTypes: ['form', 'json'] })],
    [
      'with every grant type',
      server({
        grantTypes: [clientCredentials, ...vectorGrantTypes('extensionGrant')],
      }),
    ],
    ['with public keys', server({ tokens: tokensWithKeys })],
    ['with custom paths', server({ paths: { authorize: '/a', consent: '/c', token: '/t', metadata: '/m' } })],
  ])('is valid OpenAPI 3.1, %s.', async (_title, described) => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone({ ...openApiOf(described) }));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(validator.version).toBe('3.1');
  });

  it('describes exactly the paths of the server.', () => {
    const served = Object.values(whole.paths).map((path) =>
      path.replace('grants/*', 'grants/{id}').replace('*', '{consent_token}'),
    );
    expect(Object.keys(hosted.paths).toSorted()).toEqual([...new Set(served)].toSorted());
    const least = Object.keys(openApiOf(server()).paths);
    for (const name of ['grants', 'revoke', 'introspect', 'jwks']) expect(least).not.toContain(`/oauth/${name}`);
    expect(Object.keys(openApiOf(server({ tokens: tokensWithKeys })).paths)).toContain('/oauth/jwks');
  });

  it('has GET and POST at one path, if the list of grants has the path that answers are posted to.', () => {
    const shared = server({ consentUrl: '/consent', endpoints: [grantList], paths: { grantList: '/oauth/grants' } });
    const { paths } = openApiOf(shared);
    expect(Object.keys(paths['/oauth/grants'] ?? {})).toEqual(['get', 'post']);
    expect(Object.keys(paths['/oauth/grants/{id}'] ?? {})).toEqual(['get', 'delete']);
  });

  it('has the base path in every path but the well-known one of the issuer.', () => {
    const policy = { issuer: 'https://login.example/auth', scopes: { read: { name: 'Read' } } };
    expect(Object.keys(openApiOf(server({ policy, basePath: '/auth', consentUrl: '/ask' })).paths)).toEqual([
      '/auth/oauth/authorize',
      '/auth/oauth/consent',
      '/auth/oauth/consent/{consent_token}',
      '/auth/oauth/grants',
      '/auth/oauth/token',
      '/auth/.well-known/oauth-authorization-server',
      '/.well-known/oauth-authorization-server/auth',
    ]);
  });

  it('gives each operation a unique name, and requires no bearer token (R1).', () => {
    const operations = Object.values(hosted.paths).flatMap((item) => Object.values(item));
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(operations.map(({ security }) => security)).toEqual(operations.map(() => []));
  });

  it('contains the given title and version.', () => {
    const { info, servers } = openApiOf(server(), { title: 'Our API', version: '2.0.0' });
    expect(info).toMatchObject({ title: 'Our API', version: '2.0.0' });
    expect(servers).toEqual([{ url: 'https://login.example' }]);
  });

  it('has JSON as a media type of the token request only if the server reads it (R194).', () => {
    const typesOf = (document: OpenApiDocument): unknown =>
      Object.keys(document.paths['/oauth/token']?.post?.requestBody?.content ?? {});
    expect(typesOf(hosted)).toEqual(['application/x-www-form-urlencoded']);
    expect(typesOf(openApiOf(server({ tokenRequestTypes: ['form', 'json'] })))).toEqual([
      'application/x-www-form-urlencoded',
      'application/json',
    ]);
  });

  it('has the parameter resource, which may repeat, only if the policy has resources (R148, R208).', () => {
    const parameters = (document: OpenApiDocument): unknown => authorize(document).parameters;
    expect(parameters(hosted)).not.toContainEqual(expect.objectContaining({ name: 'resource' }));
    expect(parameters(withResources)).toContainEqual(
      expect.objectContaining({
        name: 'resource',
        schema: { type: 'array', items: { type: 'string', format: 'uri' } },
      }),
    );
  });

  it('equals docs/openapi.json for hosted consent.', async () => {
    await expect(`${JSON.stringify(hosted, undefined, 2)}\n`).toMatchFileSnapshot('../../../../docs/openapi.json');
  });
});

describe('The authorization endpoint’s operation follows the contract:', () => {
  it('its parameters, which of them are required, and their allowed values (R2, R7).', () => {
    expect(statedParameters(hosted)).toEqual(contract.parameters);
  });

  it('its statuses with their content (R3, R4, R5, R6).', () => {
    const { responses } = authorize(hosted);
    expect(Object.keys(responses)).toEqual(expect.arrayContaining([...contract.statuses]));
    for (const status of contract.pages)
      expect(responses[status]?.content, status).toEqual({ 'text/html': { schema: { type: 'string' } } });
    expect(responses['302']?.headers).toHaveProperty('Location');
  });

  it('beyond the contract it has only statuses of HTTP: 414, 429, 500 and 503.', () => {
    const { responses } = authorize(hosted);
    expect(Object.keys(responses).filter((status) => !contract.statuses.includes(status))).toEqual([
      '414',
      '429',
      '500',
      '503',
    ]);
  });
});

const withResources: OpenApiDocument = openApiOf(
  server({
    policy: {
      issuer: 'https://login.example',
      scopes: { read: { name: 'Read' } },
      resources: { 'https://api.example': { name: 'Mail' } },
    },
  }),
);

const ajv = new Ajv2020({ strict: false, formats: fullFormats })
  .addSchema({ ...hosted }, 'openapi')
  .addSchema({ ...withResources }, 'openapi-with-resources');

/** The schema in the document of a server with the policy of a vector. */
const schemaOf = (name: string, policy: string): { $ref: string } => {
  const settings: unknown = vectorPolicies[policy];
  const has = typeof settings === 'object' && settings !== null && 'resources' in settings;
  return { $ref: `openapi${has ? '-with-resources' : ''}#/components/schemas/${name}` };
};

/** The non-empty parameters as an object, with the last value of each, and every value of one that may repeat. */
const formOf = (text: string): Readonly<Record<string, string | readonly string[]>> => {
  const sent = Array.from(new URLSearchParams(text)).filter(([, value]) => value !== '');
  const resource = sent.flatMap(([name, value]) => (name === 'resource' ? [value] : []));
  return { ...Object.fromEntries(sent), ...(resource.length === 0 ? {} : { resource }) };
};

const withoutEmpty = (parameters: object): unknown =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''));

/** The parameters of a token request that are not empty, as an object. */
const parametersOf = (request: RedemptionVector['request']): unknown =>
  'form' in request ? formOf(request.form) : withoutEmpty(JSON.parse(request.json));

/** The document describes what clients should send: a policy may forgive spare spaces, and the document has none. */
const hasSpareSpaces = (vector: AuthorizeVector): boolean =>
  /^ | {2}| $/.test(new URLSearchParams(sentBy(vector).text).get('scope') ?? '');

const served = authorizeVectors
  .flatMap(({ vectors }) => vectors.filter(({ expect: { kind } }) => ['issue', 'askConsent', 'signIn'].includes(kind)))
  .filter((vector) => !hasSpareSpaces(vector));
const redeemed = [...redemptionVectors, ...refreshVectors].flatMap(
  ({ vectors }: VectorGroup<RedemptionVector | RefreshVector>) =>
    vectors.filter(({ expect: { kind } }) => kind !== 'rejectToken'),
);

const issued = [...clientCredentialsVectors, ...extensionGrantVectors].flatMap(({ vectors }) =>
  vectors.filter(({ expect: { kind }, name }) => kind === 'tokenIssued' && !name.includes('spare spaces')),
);

/** The document of a server with the policy of a vector. */
const documentOf = (policy: string): OpenApiDocument =>
  openApiOf(server({ policy: Object(vectorPolicies[policy]), grantTypes: vectorGrantTypes(policy) }));

describe('Every accepted request matches its schema:', () => {
  it.each(issued)('token, $name', ({ given, request }) => {
    const validate = new Ajv2020({ strict: false, formats: fullFormats })
      .addSchema({ ...documentOf(given.policy) }, given.policy)
      .compile({ $ref: `${given.policy}#/components/schemas/TokenRequest` });
    expect(validate(parametersOf(request)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('client_credentials and other grant types are there only if the server supports them (R226, R233).', () => {
    const grantTypesOf = (policy: string): string =>
      JSON.stringify(documentOf(policy).components.schemas['TokenRequest']);
    expect(grantTypesOf('default')).not.toMatch(/client_credentials|urn:example:grant/);
    expect(grantTypesOf('clientCredentials')).toContain('client_credentials');
    expect(grantTypesOf('extensionGrant')).toContain('urn:example:grant');
  });

  it.each(served)('authorization, $name', (vector: AuthorizeVector) => {
    expect(
      ajv.validate(schemaOf('AuthorizationRequest', vector.given.policy), formOf(sentBy(vector).text)),
      ajv.errorsText(),
    ).toBe(true);
  });

  it.each(redeemed)('redemption, $name', ({ given, request }: RedemptionVector | RefreshVector) => {
    const schema = schemaOf('TokenRequest', given.policy);
    expect(ajv.validate(schema, parametersOf(request)), ajv.errorsText()).toBe(true);
  });
});

const presented = [...revocationVectors, ...introspectionVectors].flatMap(
  ({ vectors }: VectorGroup<RevocationVector | IntrospectionVector>) =>
    vectors.filter(({ expect: { kind } }) => kind !== 'rejectToken'),
);

it.each(presented)('Every accepted request with a token matches its schema: $name', ({ request }) => {
  const schema = { $ref: 'openapi#/components/schemas/PresentedToken' };
  expect(ajv.validate(schema, parametersOf(request)), ajv.errorsText()).toBe(true);
});

describe('The check of every response of the suite fails on', () => {
  const check = openApiCheck(hosted);
  const answer = (status: number, headers: Record<string, string>, body: string): WireResponse => ({
    status,
    headers,
    body,
  });
  const json = { 'content-type': 'application/json' };
  const html = { 'content-type': 'text/html; charset=utf-8' };

  it.each<[string, string, string, WireResponse]>([
    ['a status that is not described', 'GET', '/oauth/authorize', answer(418, html, '')],
    ['a redirect without a Location', 'GET', '/oauth/authorize?x', answer(302, {}, '')],
    ['a redirect with a body', 'GET', '/oauth/authorize', answer(302, { location: '/' }, 'x')],
    ['a page of another type', 'GET', '/oauth/authorize', answer(400, { 'content-type': 'text/plain' }, 'x')],
    ['an error without a code', 'POST', '/oauth/token', answer(400, json, '{"error_description":"x"}')],
    [
      'an error with an extra member',
      'POST',
      '/oauth/token',
      answer(400, json, '{"error":"x","error_description":"x","y":1}'),
    ],
    [
      'tokens without a scope',
      'POST',
      '/oauth/token',
      answer(200, json, '{"access_token":"x","token_type":"Bearer","expires_in":1}'),
    ],
    ['an active token without a client', 'POST', '/oauth/introspect', answer(200, json, '{"active":true}')],
    ['details with a missing member', 'GET', '/oauth/consent/x', answer(200, json, '{"data":{}}')],
    ['a method that is supported but not described', 'PUT', '/oauth/token', answer(200, json, '{}')],
  ])('%s', (_title, method, target, response) => {
    expect(() => check({ method, target }, response)).toThrow(target.replace(/\?.*/, ''));
  });

  it('no described response, including HEAD and other methods', () => {
    check({ method: 'GET', target: '/oauth/authorize' }, answer(400, html, '<p>'));
    check({ method: 'HEAD', target: '/oauth/authorize' }, answer(400, html, ''));
    check({ method: 'DELETE', target: '/oauth/token' }, answer(405, json, '{}'));
    check({ method: 'GET', target: 'http://other.example/oauth/authorize' }, answer(302, { location: '/' }, ''));
    check({ method: 'GET', target: '/elsewhere' }, answer(404, {}, 'x'));
  });
});
