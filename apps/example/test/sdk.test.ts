import { decodeProtectedHeader } from 'jose';
import Telnyx from 'telnyx';
import { describe, expect, it } from 'vitest';
import { signedInBrowser } from './browser-session.ts';
import { newApiKey } from './new-api-key.ts';
import { authorizationUrl, clientsFile, redirectUriOf, tokenRequest } from './registered-client.ts';
import { adapters } from './start-example.ts';
import { statusOfMe } from './status-of-me.ts';
import { useExample } from './use-example.ts';

// A published SDK of an API whose authorization server has the same endpoints. The SDK has its own code for requests and errors, and
// sends the API key of its user with every request.

const clientId = 'refreshing';

/** The parameters of an authorization request, as the SDK takes them. */
const requestOf = (serverUrl: string): Telnyx.OAuthRetrieveAuthorizeParams => ({
  ...Object.fromEntries(
    new URL(authorizationUrl(serverUrl, clientId, { scope: 'read write', state: 'a state' })).searchParams,
  ),
  client_id: clientId,
  redirect_uri: redirectUriOf(clientId),
  response_type: 'code',
});

/** The token request for a code, as the SDK takes it. */
const tokenParamsOf = (code: string): Telnyx.OAuthTokenParams => ({
  ...tokenRequest(clientId, code),
  grant_type: 'authorization_code',
});

/** How long access tokens are valid, in seconds. */
const lifetimes = { opaque: 600, jwt: 300 };

const servers = adapters.flatMap((adapter) => [[adapter, 'opaque'] as const, [adapter, 'jwt'] as const]);

describe.each(servers)('Served by %s, with ACCESS_TOKENS=%s, the published SDK of an API', (ADAPTER, ACCESS_TOKENS) => {
  const settings = { CONSENT: 'hosted', REMEMBER_CONSENT: '0', CLIENTS: clientsFile };
  const example = useExample({ ADAPTER, ACCESS_TOKENS, ...settings });
  const lifetime = lifetimes[ACCESS_TOKENS];

  const withKey = (apiKey: string): Telnyx =>
    new Telnyx({ apiKey, baseURL: example.serverUrl, maxRetries: 0, logLevel: 'off' });

  /** Creates the API key of a user, and an SDK with it. */
  const sdkOf = async (user: 'demo' | 'alice'): Promise<Telnyx> =>
    withKey(await newApiKey(await signedInBrowser(example.serverUrl, user)));

  /** Sends an authorization request, and returns the consent token of the page that it leads to. */
  const consentTokenFor = async (sdk: Telnyx): Promise<string> => {
    const page = await sdk.oauth.retrieveAuthorize(requestOf(example.serverUrl)).asResponse();
    return new URL(page.url).searchParams.get('consent_token') ?? '';
  };

  /** The code that the client gets if the user allows the request. */
  const codeFor = async (sdk: Telnyx): Promise<string> => {
    const { redirect_uri } = await sdk.oauth.grants({ allowed: true, consent_token: await consentTokenFor(sdk) });
    return new URL(redirect_uri).searchParams.get('code') ?? '';
  };

  const issuedFor = async (sdk: Telnyx): Promise<Telnyx.OAuthTokenResponse> =>
    sdk.oauth.token(tokenParamsOf(await codeFor(sdk)));

  const refresh = (sdk: Telnyx, refresh_token = ''): Promise<Telnyx.OAuthTokenResponse> =>
    sdk.oauth.token({ grant_type: 'refresh_token', client_id: clientId, refresh_token });

  it('reads the metadata', async () => {
    const metadata = await withKey('none').wellKnown.retrieveAuthorizationServerMetadata();
    expect(metadata).toMatchObject({
      issuer: example.serverUrl,
      authorization_endpoint: `${example.serverUrl}/oauth/authorize`,
      token_endpoint: `${example.serverUrl}/oauth/token`,
      introspection_endpoint: `${example.serverUrl}/oauth/introspect`,
      scopes_supported: ['read', 'write', 'admin'],
      response_types_supported: ['code'],
      code_challenge_methods_supported: expect.arrayContaining(['S256']),
      token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
      grant_types_supported: expect.arrayContaining(['authorization_code', 'refresh_token']),
    });
    expect(metadata.jwks_uri).toBe(ACCESS_TOKENS === 'jwt' ? `${example.serverUrl}/oauth/jwks` : undefined);
  });

  it('reads the keys of access tokens if these are JWTs, and is told that there are none otherwise', async () => {
    const reading = withKey('none').oauth.retrieveJwks();
    if (ACCESS_TOKENS === 'opaque') return expect(reading).rejects.toThrow(Telnyx.NotFoundError);
    const { keys } = await reading;
    expect(keys).toEqual([
      expect.objectContaining({ kty: 'EC', use: 'sig', alg: 'ES256', kid: expect.stringMatching(/^[\w-]{43}$/) }),
    ]);
    const { access_token } = await issuedFor(await sdkOf('demo'));
    return expect(decodeProtectedHeader(access_token).kid).toBe(keys?.[0]?.kid);
  });

  it('introspects the access tokens of its user, until they are revoked, and learns nothing about those of another', async () => {
    const [demo, alice] = [await sdkOf('demo'), await sdkOf('alice')];
    const before = Math.floor(Date.now() / 1000);
    const { access_token: token, refresh_token: refreshToken = '' } = await issuedFor(demo);
    const after = Math.ceil(Date.now() / 1000);
    const answer = await demo.oauth.introspect({ token });
    expect(answer).toMatchObject({
      active: true,
      client_id: clientId,
      scope: 'read write',
      iss: example.serverUrl,
      exp: (answer.iat ?? 0) + lifetime,
    });
    expect(answer.iat).toBeGreaterThanOrEqual(before);
    expect(answer.iat).toBeLessThanOrEqual(after);
    expect(answer.aud).toBe(ACCESS_TOKENS === 'jwt' ? `${example.serverUrl}/me` : undefined);
    // As the SDK does it in other languages.
    expect(await demo.post('/oauth/introspect', { body: { token } })).toEqual(answer);
    expect(await alice.oauth.introspect({ token })).toEqual({ active: false });
    for (const unknown of [refreshToken, 'no such token'])
      expect(await demo.oauth.introspect({ token: unknown })).toEqual({ active: false });
    await expect(withKey('wrong').oauth.introspect({ token })).rejects.toThrow(Telnyx.AuthenticationError);
    await expect(demo.oauth.introspect({ token: '' })).rejects.toThrow(Telnyx.BadRequestError);
    for await (const { id } of demo.oauthGrants.list()) await demo.oauthGrants.delete(id);
    expect(await demo.oauth.introspect({ token })).toEqual({ active: false });
  });

  it('reads the metadata of the protected resource', async () => {
    const metadata = await withKey('none').wellKnown.retrieveProtectedResourceMetadata();
    expect(metadata).toMatchObject({
      resource: expect.stringContaining(example.serverUrl),
      authorization_servers: [example.serverUrl],
    });
  });

  it('reads a consent request, and denies it', async () => {
    const sdk = await sdkOf('demo');
    const consent_token = await consentTokenFor(sdk);
    const { data } = await sdk.oauth.retrieve(consent_token);
    expect(data).toMatchObject({
      client_id: clientId,
      name: clientId,
      redirect_uri: redirectUriOf(clientId),
      requested_scopes: [{ id: 'read', name: 'Read your profile' }, { id: 'write' }],
      logo_uri: null,
      verified: false,
    });
    const { redirect_uri } = await sdk.oauth.grants({ allowed: false, consent_token });
    expect(new URL(redirect_uri).searchParams.get('error')).toBe('access_denied');
    await expect(sdk.oauth.retrieve('no-token')).rejects.toThrow(Telnyx.UnprocessableEntityError);
    await expect(sdk.oauth.grants({ allowed: true, consent_token })).rejects.toThrow(Telnyx.UnprocessableEntityError);
  });

  it('redeems a code with a form, as it does itself, and with JSON, as it does in other languages, and refreshes', async () => {
    const sdk = await sdkOf('demo');
    const byForm = await issuedFor(sdk);
    expect(byForm).toMatchObject({ token_type: 'Bearer', expires_in: lifetime, scope: 'read write' });
    const byJson = await sdk.post('/oauth/token', { body: tokenParamsOf(await codeFor(sdk)) });
    expect(byJson).toMatchObject({ token_type: 'Bearer', scope: 'read write' });
    expect(await refresh(sdk, byForm.refresh_token)).toMatchObject({ token_type: 'Bearer' });
    await expect(sdk.oauth.token(tokenParamsOf('unknown'))).rejects.toThrow(Telnyx.BadRequestError);
  });

  it('gets typed errors of the authorization and token endpoints', async () => {
    const sdk = await sdkOf('demo');
    const request = requestOf(example.serverUrl);
    const authorize = (changed: Partial<Telnyx.OAuthRetrieveAuthorizeParams>): Promise<string> =>
      sdk.oauth.retrieveAuthorize({ ...request, ...changed });
    await expect(authorize({ redirect_uri: 'not a URI' })).rejects.toThrow(Telnyx.UnprocessableEntityError);
    await expect(authorize({ client_id: 'unknown' })).rejects.toThrow(Telnyx.NotFoundError);
    await expect(authorize({ client_id: '' })).rejects.toThrow(Telnyx.BadRequestError);
    const wrongSecret = { client_id: 'basic', client_secret: 'wrong' };
    await expect(sdk.oauth.token({ ...tokenParamsOf('x'), ...wrongSecret })).rejects.toThrow(
      Telnyx.AuthenticationError,
    );
    await expect(refresh(sdk, 'unknown')).rejects.toThrow(Telnyx.BadRequestError);
  });

  it('lists the grants of its user page by page, reads one and revokes it', async () => {
    const sdk = await sdkOf('alice');
    const [revoked, kept] = [await issuedFor(sdk), await issuedFor(sdk)];
    const ids: string[] = [];
    for await (const grant of sdk.oauthGrants.list({ 'page[size]': 1 })) ids.push(grant.id);
    expect(new Set(ids).size).toBe(2);
    const me = (token: string): Promise<number> => statusOfMe(example.serverUrl, token);
    // Both grants may be of the same second, so the older one is found by its tokens.
    const isOf = async (id: string): Promise<boolean> => {
      await sdk.oauthGrants.delete(id);
      return (await me(revoked.access_token)) === 401;
    };
    const [id = ''] = ids;
    const { data: grant } = await sdk.oauthGrants.retrieve(id);
    expect(grant).toMatchObject({ id, record_type: 'oauth_grant', client_id: clientId, scopes: ['read', 'write'] });
    expect(Date.parse(grant?.created_at ?? '')).not.toBeNaN();
    const first = (await isOf(id)) ? revoked : kept;
    const other = first === revoked ? kept : revoked;
    expect([await me(first.access_token), await me(other.access_token)]).toEqual([401, 200]);
    await expect(refresh(sdk, first.refresh_token)).rejects.toThrow(Telnyx.BadRequestError);
    expect(await refresh(sdk, other.refresh_token)).toMatchObject({ token_type: 'Bearer' });
    await expect(sdk.oauthGrants.retrieve(id)).rejects.toThrow(Telnyx.NotFoundError);
    await expect(sdk.oauthGrants.delete(id)).rejects.toThrow(Telnyx.NotFoundError);
    expect((await sdk.oauthGrants.list()).meta).toEqual({
      page_number: 1,
      page_size: 20,
      total_pages: 1,
      total_results: 1,
    });
  });

  it('gets typed errors for a wrong page, a wrong key and the grant of another user', async () => {
    const [demo, alice] = [await sdkOf('demo'), await sdkOf('alice')];
    await issuedFor(demo);
    const [grant] = (await demo.oauthGrants.list()).data;
    await expect(demo.oauthGrants.list({ 'page[size]': 101 })).rejects.toThrow(Telnyx.BadRequestError);
    await expect(withKey('wrong').oauthGrants.list()).rejects.toThrow(Telnyx.AuthenticationError);
    await expect(alice.oauthGrants.delete(grant?.id ?? '')).rejects.toThrow(Telnyx.NotFoundError);
    await expect(demo.oauthGrants.retrieve(grant?.id ?? '')).resolves.toMatchObject({ data: { id: grant?.id } });
  });

  const shop: Telnyx.OAuthClientCreateParams = {
    name: 'Shop',
    client_type: 'confidential',
    allowed_scopes: ['read', 'write'],
    allowed_grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: ['https://shop.example/callback'],
  };

  /** Deletes every client of a user: the servers of these tests keep them. */
  const deleteClients = async (sdk: Telnyx): Promise<void> => {
    for await (const { client_id: id } of sdk.oauthClients.list()) await sdk.oauthClients.delete(id);
  };

  it('creates a client, reads it, changes it and deletes it', async () => {
    const sdk = await sdkOf('demo');
    const { data: created } = await sdk.oauthClients.create(shop);
    if (created === undefined) throw new Error('The response has no client.');
    const { client_secret: secret, ...client } = created;
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(client).toMatchObject({ ...shop, record_type: 'oauth_client', require_pkce: false, logo_uri: null });
    expect(Date.parse(client.created_at)).not.toBeNaN();
    const id = client.client_id;
    expect((await sdk.oauthClients.retrieve(id)).data).toEqual(client);
    const { data: changed } = await sdk.oauthClients.update(id, { name: 'New', require_pkce: true });
    expect(changed).toMatchObject({ name: 'New', require_pkce: true, allowed_scopes: shop.allowed_scopes });
    expect(changed).not.toHaveProperty('client_secret');
    // The secret is still the right one.
    const redeemed = sdk.oauth.token({ ...tokenParamsOf('x'), client_id: id, client_secret: secret ?? '' });
    await expect(redeemed).rejects.toThrow(Telnyx.BadRequestError);
    expect(await sdk.oauthClients.delete(id)).toBeFalsy();
    await expect(sdk.oauthClients.retrieve(id)).rejects.toThrow(Telnyx.NotFoundError);
    await expect(sdk.oauthClients.update(id, { name: 'Newer' })).rejects.toThrow(Telnyx.NotFoundError);
    await expect(sdk.oauthClients.delete(id)).rejects.toThrow(Telnyx.NotFoundError);
  });

  it('gets a code for a client that it has just created', async () => {
    const sdk = await sdkOf('demo');
    const { data: client } = await sdk.oauthClients.create({
      ...shop,
      client_type: 'public',
      redirect_uris: [redirectUriOf(clientId)],
    });
    const request = { ...requestOf(example.serverUrl), client_id: client?.client_id ?? '' };
    const page = await sdk.oauth.retrieveAuthorize(request).asResponse();
    const consent_token = new URL(page.url).searchParams.get('consent_token') ?? '';
    expect((await sdk.oauth.retrieve(consent_token)).data).toMatchObject({ name: 'Shop', verified: false });
    const { redirect_uri } = await sdk.oauth.grants({ allowed: true, consent_token });
    const code = new URL(redirect_uri).searchParams.get('code') ?? '';
    const tokens = await sdk.oauth.token({ ...tokenParamsOf(code), client_id: request.client_id });
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'read write' });
    await deleteClients(sdk);
    // RFC 6749 §5.2: a client that does not exist any more is told so.
    const refreshed = sdk.oauth.token({
      grant_type: 'refresh_token',
      client_id: request.client_id,
      refresh_token: tokens.refresh_token ?? '',
    });
    await expect(refreshed).rejects.toThrow(Telnyx.AuthenticationError);
  });

  it('lists the clients of its user page by page and by filters, and none of another user', async () => {
    const [demo, alice] = [await sdkOf('demo'), await sdkOf('alice')];
    await deleteClients(demo);
    for (const name of ['One', 'Two', 'Three']) await demo.oauthClients.create({ ...shop, name });
    const listed: string[] = [];
    for await (const { name } of demo.oauthClients.list({ 'page[size]': 1 })) listed.push(name);
    expect(listed.toSorted()).toEqual(['One', 'Three', 'Two']);
    const { data, meta } = await demo.oauthClients.list({ 'filter[name][contains]': 'T', 'filter[verified]': false });
    expect(data.map(({ name }) => name).toSorted()).toEqual(['Three', 'Two']);
    expect(meta).toEqual({ page_number: 1, page_size: 20, total_pages: 1, total_results: 2 });
    const filters = { 'filter[client_type]': 'public', 'filter[name]': 'One' } as const;
    expect((await demo.oauthClients.list(filters)).data).toEqual([]);
    expect((await alice.oauthClients.list()).data).toEqual([]);
    const id = data[0]?.client_id ?? '';
    await expect(alice.oauthClients.retrieve(id)).rejects.toThrow(Telnyx.NotFoundError);
    await expect(alice.oauthClients.delete(id)).rejects.toThrow(Telnyx.NotFoundError);
    await deleteClients(demo);
  });

  it('gets typed errors for a wrong client and a wrong key', async () => {
    const sdk = await sdkOf('demo');
    const wrong = sdk.oauthClients.create({ ...shop, redirect_uris: ['http://shop.example/callback'] });
    await expect(wrong).rejects.toThrow(Telnyx.UnprocessableEntityError);
    await expect(wrong).rejects.toMatchObject({
      error: { error: 'invalid_client_metadata', invalid_fields: { redirect_uris: [expect.any(String)] } },
    });
    await expect(withKey('wrong').oauthClients.create(shop)).rejects.toThrow(Telnyx.AuthenticationError);
    await expect(withKey('wrong').oauthClients.list()).rejects.toThrow(Telnyx.AuthenticationError);
    await expect(sdk.oauthClients.list({ 'page[size]': 1000 })).rejects.toThrow(Telnyx.BadRequestError);
  });
});
