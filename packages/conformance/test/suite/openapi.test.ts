import {
  type AuthorizeVector,
  authorizeVectors,
  type RedemptionVector,
  redemptionVectors,
  sentBy,
} from '@codegrant/conformance';
import {
  clientList,
  createAuthorizationServer,
  memoryTokens,
  type AuthorizationServer,
  type ServerOptions,
} from '@codegrant/server';
import { type OpenApiDocument, openApiOf, type Operation } from '@codegrant/server/openapi';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { describe, expect, it } from 'vitest';
import { openApiCheck } from '../../src/suite/openapi-check.ts';
import type { WireResponse } from '../../src/wire/send.ts';

const server = (changes: Partial<ServerOptions<unknown>> = {}): AuthorizationServer<unknown> =>
  createAuthorizationServer<unknown>({
    policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } } },
    clients: clientList([]),
    owner: { identify: () => undefined },
    tokens: memoryTokens(),
    consentKeys: [new Uint8Array(32).fill(1)],
    ...changes,
  });

const hosted: OpenApiDocument = openApiOf(server({ consentUrl: '/consent' }));

/** What the endpoint's contract says of a parameter. */
interface Parameter {
  readonly required: boolean;
  readonly values?: readonly string[];
  readonly format?: string;
}

/** The contract of the endpoint: operation by GET, parameters, statuses (R1 to R7). */
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
    ['with consent on a page of the server', server()],
    ['with hosted consent', server({ consentUrl: '/consent' })],
    [
      'of an issuer with a path',
      server({ policy: { issuer: 'https://login.example/t', scopes: { read: { name: 'R' } } } }),
    ],
    ['with paths of its own', server({ paths: { authorize: '/a', consent: '/c', token: '/t', metadata: '/m' } })],
  ])('is one of OpenAPI 3.1, %s.', async (_title, described) => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone({ ...openApiOf(described) }));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(validator.version).toBe('3.1');
  });

  it('describes every path that the server answers, and no other.', () => {
    const { paths } = server({ consentUrl: '/consent' });
    const served = Object.values(paths).map((path) => path.replace('*', '{consent_token}'));
    expect(Object.keys(hosted.paths).toSorted()).toEqual([...new Set(served)].toSorted());
    expect(Object.keys(openApiOf(server()).paths)).not.toContain('/oauth/grants');
  });

  it('gives each operation a name of its own, and asks no bearer token for any (R1).', () => {
    const operations = Object.values(hosted.paths).flatMap((item) => Object.values(item));
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(operations.map(({ security }) => security)).toEqual(operations.map(() => []));
  });

  it('says of itself what it is told to say.', () => {
    const { info, servers } = openApiOf(server(), { title: 'Our API', version: '2.0.0' });
    expect(info).toMatchObject({ title: 'Our API', version: '2.0.0' });
    expect(servers).toEqual([{ url: 'https://login.example' }]);
  });

  it('is what docs/openapi.json shows, for hosted consent.', async () => {
    await expect(`${JSON.stringify(hosted, undefined, 2)}\n`).toMatchFileSnapshot('../../../../docs/openapi.json');
  });
});

describe('The authorization endpoint’s operation keeps the contract:', () => {
  it('its parameters, which of them are required, and the values that they may have (R2, R7).', () => {
    expect(statedParameters(hosted)).toEqual(contract.parameters);
  });

  it('its statuses, and what they bring (R3, R4, R5, R6).', () => {
    const { responses } = authorize(hosted);
    expect(Object.keys(responses)).toEqual(expect.arrayContaining([...contract.statuses]));
    for (const status of contract.pages)
      expect(responses[status]?.content, status).toEqual({ 'text/html': { schema: { type: 'string' } } });
    expect(responses['302']?.headers).toHaveProperty('Location');
  });

  it('beyond the contract it states only what HTTP itself answers: too long, and out of order.', () => {
    const { responses } = authorize(hosted);
    expect(Object.keys(responses).filter((status) => !contract.statuses.includes(status))).toEqual(['414', '500']);
  });
});

const ajv = new Ajv2020({ strict: false, formats: fullFormats }).addSchema({ ...hosted }, 'openapi');

/** What is sent under the names that a schema knows, the last of several. */
const formOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from(new URLSearchParams(text)).filter(([, value]) => value !== ''));

const served = authorizeVectors.flatMap(({ vectors }) =>
  vectors.filter(({ expect: { kind } }) => ['issue', 'askConsent', 'signIn'].includes(kind)),
);
const redeemed = redemptionVectors.flatMap(({ vectors }) =>
  vectors.filter(({ expect: { kind } }) => kind === 'redeem'),
);

describe('No request that is served breaks the schema that describes it:', () => {
  it.each(served)('authorization, $name', (vector: AuthorizeVector) => {
    const reference = { $ref: 'openapi#/components/schemas/AuthorizationRequest' };
    expect(ajv.validate(reference, formOf(sentBy(vector).text)), ajv.errorsText()).toBe(true);
  });

  it.each(redeemed)('redemption, $name', ({ request }: RedemptionVector) => {
    const reference = { $ref: 'openapi#/components/schemas/TokenRequest' };
    expect(ajv.validate(reference, formOf(request.form)), ajv.errorsText()).toBe(true);
  });
});

describe('The check that every answer of the suite goes through fails on', () => {
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
    ['a redirect to nowhere', 'GET', '/oauth/authorize?x', answer(302, {}, '')],
    ['a redirect with a body', 'GET', '/oauth/authorize', answer(302, { location: '/' }, 'x')],
    ['a page of another type', 'GET', '/oauth/authorize', answer(400, { 'content-type': 'text/plain' }, 'x')],
    ['an error without a name', 'POST', '/oauth/token', answer(400, json, '{"error_description":"x"}')],
    [
      'an error with a member more',
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
    ['details with a member less', 'GET', '/oauth/consent/x', answer(200, json, '{"data":{}}')],
    ['a method that is served though nobody said so', 'PUT', '/oauth/token', answer(200, json, '{}')],
  ])('%s', (_title, method, target, response) => {
    expect(() => check({ method, target }, response)).toThrow(target.replace(/\?.*/, ''));
  });

  it('nothing that is described, HEAD and other methods included', () => {
    check({ method: 'GET', target: '/oauth/authorize' }, answer(400, html, '<p>'));
    check({ method: 'HEAD', target: '/oauth/authorize' }, answer(400, html, ''));
    check({ method: 'DELETE', target: '/oauth/token' }, answer(405, json, '{}'));
    check({ method: 'GET', target: 'http://other.example/oauth/authorize' }, answer(302, { location: '/' }, ''));
    check({ method: 'GET', target: '/elsewhere' }, answer(404, {}, 'x'));
  });
});
