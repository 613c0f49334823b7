import { describe, expect, it } from 'vitest';
import { clientAt, clientId, documentOf, expectNothingReached, json, startNetwork } from './fixtures/network.ts';

const publishing = (body: string | Uint8Array) =>
  startNetwork({ publisher: (_request, response) => response.writeHead(200, json).end(body) });

const other = 'https://other.example/client.json';
const document = documentOf(clientId);
const key = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' };

// R171, R172.
describe('There is no client', () => {
  it.each<readonly [string, string | Uint8Array]>([
    ['is empty', ''],
    ['is no JSON', '<html></html>'],
    ['is cut off', document.slice(0, -1)],
    ['is followed by another', document + document],
    ['is null', 'null'],
    ['is a string', JSON.stringify(document)],
    ['is a list', `[${document}]`],
    [
      'is not UTF-8',
      new Uint8Array([...new TextEncoder().encode(document.slice(0, -1)), 0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    ],
    ['has an overlong encoding', new Uint8Array([0xc1, 0xbb, ...new TextEncoder().encode(document.slice(1))])],
    [
      'has half of a surrogate pair',
      new Uint8Array([
        ...new TextEncoder().encode(document.slice(0, -1)),
        0x2c,
        0x22,
        0xed,
        0xa0,
        0x80,
        0x22,
        0x3a,
        0x31,
        0x7d,
      ]),
    ],
    ['is UTF-16', new Uint8Array(Buffer.from(`\ufeff${document}`, 'utf16le'))],
    ['has a second BOM', `\ufeff\ufeff${document}`],
    ['is nested without an end', '['.repeat(5000)],
    ['is nested deeply', `{"a":${'['.repeat(2500)}${']'.repeat(2500)}}`],
    ['has no client_id', JSON.stringify({ client_name: 'Editor', redirect_uris: ['https://client.example/callback'] })],
    ["has another's client_id", documentOf(other)],
    ["has another's client_id, of the same host", documentOf('https://client.example/other.json')],
    ['has the client_id with another case', documentOf('https://client.example/Client.json')],
    ['has the client_id with a port', documentOf('https://client.example:443/client.json')],
    ['has the client_id with a query', documentOf(`${clientId}?`)],
    ['has the client_id in a list', documentOf(clientId, { client_id: [clientId] })],
    ["has another's client_id as its last", `${document.slice(0, -1)},"client_id":${JSON.stringify(other)}}`],
    ['has its client_id in __proto__', `{"__proto__":${document}}`],
    ['has its client_id in constructor', `{"constructor":{"prototype":${document}}}`],
    ['has a client_secret', documentOf(clientId, { client_secret: 'secret' })],
    ['has a client_secret_expires_at', documentOf(clientId, { client_secret_expires_at: 0 })],
    [
      'authenticates with client_secret_basic',
      documentOf(clientId, { token_endpoint_auth_method: 'client_secret_basic' }),
    ],
    [
      'authenticates with client_secret_post',
      documentOf(clientId, { token_endpoint_auth_method: 'client_secret_post' }),
    ],
    ['authenticates with client_secret_jwt', documentOf(clientId, { token_endpoint_auth_method: 'client_secret_jwt' })],
    ['authenticates with a method of nobody', documentOf(clientId, { token_endpoint_auth_method: 'magic' })],
    ['has a private key', documentOf(clientId, { jwks: { keys: [{ ...key, d: 'c' }] } })],
    ['has a symmetric key', documentOf(clientId, { jwks: { keys: [{ kty: 'oct', k: 'c' }] } })],
    ['has a private key among others', documentOf(clientId, { jwks: { keys: [key, { ...key, d: 'c' }] } })],
    ['has jwks and jwks_uri', documentOf(clientId, { jwks: { keys: [key] }, jwks_uri: 'https://10.0.0.1/jwks' })],
    ['has no name', documentOf(clientId, { client_name: '' })],
    ['has no redirect URI', documentOf(clientId, { redirect_uris: [] })],
    ['has a redirect URI that runs a script', documentOf(clientId, { redirect_uris: ['javascript:alert(1)'] })],
    ['has a redirect URI with a fragment', documentOf(clientId, { redirect_uris: ['https://client.example/#a'] })],
  ])('if the document %s.', async (_name, body) => {
    const network = await publishing(body);
    await expectNothingReached(network);
    expect(network.connections()).toBe(2);
  });
});

describe('There is a client', () => {
  it.each<readonly [string, string | Uint8Array]>([
    ['begins with a BOM (RFC 8259 §8.1)', `\ufeff${document}`],
    ['has a member __proto__', `{"__proto__":{"trusted":true,"client_id":"x"},${document.slice(1)}`],
    [
      'has what only the operator may set',
      documentOf(clientId, { trusted: true, origin: 'registered', consent: 'skip' }),
    ],
    [
      'names URLs of the inside, which nobody fetches',
      documentOf(clientId, {
        logo_uri: 'https://10.0.0.1/logo.png',
        jwks_uri: 'https://169.254.169.254/jwks',
        client_uri: 'https://localhost/',
      }),
    ],
  ])('if the document %s. It is not trusted.', async (_name, body) => {
    const network = await publishing(body);
    const client = await clientAt(network.fetch);
    expect(client).toMatchObject({ client_id: clientId, origin: 'document', trusted: false });
    expect(Object.keys(client ?? {})).not.toContain('__proto__');
    expect(network.insideConnections()).toBe(0);
    expect(network.connectedTo).toHaveLength(1);
  });
});
