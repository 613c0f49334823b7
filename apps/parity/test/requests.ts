import { plainGrant } from '@codegrant/conformance';
import { get, post, postJson, type WireRequest } from '@codegrant/conformance/suite';

const paths = [
  '/oauth/authorize',
  '/oauth/consent',
  '/oauth/token',
  '/oauth/revoke',
  '/oauth/introspect',
  '/.well-known/oauth-authorization-server',
];
const hostedPaths = ['/oauth/grants', '/oauth/consent/some-token', '/oauth/consent/'];
const probes = [
  '/.well-known/openid-configuration',
  '/.well-known/openid-configuration/a/b',
  '/.well-known/oauth-protected-resource',
  '/.well-known/oauth-protected-resource/mcp',
  '/.well-known/oauth-authorization-server/tenant',
];
const corsHeaders = [
  { origin: 'https://spa.example', 'access-control-request-headers': 'authorization,x-a' },
  { origin: 'null', 'access-control-request-headers': '<x>' },
];
const methods = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS', 'PATCH', 'PUT', 'TRACE'];
const types = ['', 'x', 'application/json', 'text/plain', 'application/x-www-form-urlencoded; charset=latin1'];
const sizes = [0, 8193, 65_536, 65_537, 2_000_000];

const typed = paths.flatMap((target) => types.map((type) => post(target, 'a=b', { 'content-type': type })));

const grantPaths = ['/oauth_grants', '/oauth_grants/', '/oauth_grants/x', `/oauth_grants/${plainGrant.grantId}`];

/** Requests to the list of grants, with methods and types that are served and that are not. */
export const grantListRequests: readonly WireRequest[] = [
  ...grantPaths.flatMap((target) => methods.map((method) => ({ method, target }))),
  ...grantPaths.flatMap((target) =>
    types.map((type) => ({ method: 'DELETE', target, headers: { 'content-type': type, 'content-length': '0' } })),
  ),
  ...grantPaths.flatMap((target) =>
    types.map((type) => ({
      method: 'DELETE',
      target,
      headers: { 'content-type': type, 'content-length': '1' },
      body: '{',
    })),
  ),
  ...sizes.map((size) => ({
    method: 'DELETE',
    target: `/oauth_grants/${plainGrant.grantId}`,
    headers: { 'content-length': String(size) },
    body: 'x'.repeat(size),
  })),
  get(`/oauth_grants?${'page[x]=1&'.repeat(1000)}`),
  get(`/oauth_grants/${'x'.repeat(5000)}`),
];

/** Requests to the paths of hosted consent, with methods, types and sizes that are served and that are not. */
export const hostedRequests: readonly WireRequest[] = [
  ...hostedPaths.flatMap((target) => methods.map((method) => ({ method, target }))),
  ...hostedPaths.flatMap((target) => types.map((type) => post(target, '{}', { 'content-type': type }))),
  ...['', '{', 'null', '{}', '[]', '"\u0000"'].map((body) => postJson('/oauth/grants', body)),
  ...sizes.map((size) => postJson('/oauth/grants', `"${'x'.repeat(size)}"`)),
  postJson('/oauth/grants', '{}', { 'transfer-encoding': 'chunked' }),
  get(`/oauth/consent/${'x'.repeat(5000)}`),
];

/** Requests with methods, types and sizes that are served and that are not, and with none. */
export const requests: readonly WireRequest[] = [
  ...paths.flatMap((target) => methods.map((method) => ({ method, target }))),
  ...typed,
  ...typed.map(({ target, headers, body }) => ({ method: 'PUT', target, headers, body })),
  ...paths.flatMap((target) => sizes.map((size) => post(target, 'x'.repeat(size)))),
  ...paths.map((target) => post(`${target}?x=1`, '')),
  ...paths.map((target) => post(target, 'a=b', { 'transfer-encoding': 'chunked' })),
  get(`/oauth/authorize?${'x'.repeat(8193)}`),
  get('/oauth/authorize?%zz=%'),
  get('/oauth/authorize?#fragment'),
  ...probes.flatMap((target) => methods.map((method) => ({ method, target }))),
  ...[...paths, ...probes].flatMap((target) =>
    corsHeaders.flatMap((headers) => ['OPTIONS', 'GET', 'POST'].map((method) => ({ method, target, headers }))),
  ),
];
