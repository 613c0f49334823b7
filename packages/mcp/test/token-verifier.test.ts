import { listen } from '@codegrant/conformance/suite';
import { subjectOf, tokenVerifier } from '@codegrant/mcp';
import { tokenVerifier as tokenVerifierOfSdk1 } from '@codegrant/mcp/sdk-1';
import { type AccessToken, type ServerEvent, TemporarilyUnavailable } from '@codegrant/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mcpServers } from './fixtures/mcp-servers.ts';

const resource = 'https://mail.example/mcp';

const now = (): number => Math.floor(Date.now() / 1000);

const issuedAt = now();

const mailToken: AccessToken = {
  subject: 'alice',
  clientId: 'app',
  scope: ['read', 'write'],
  resources: [resource],
  grantId: 'grant-1',
  authTime: issuedAt - 60,
  issuedAt,
  expiresAt: issuedAt + 600,
};

const known: Readonly<Record<string, AccessToken>> = {
  valid: mailToken,
  'without-read': { ...mailToken, scope: ['write'] },
  'of-other-server': { ...mailToken, resources: ['https://files.example/mcp'] },
  'in-other-spelling': { ...mailToken, resources: ['https://MAIL.example/mcp'] },
  'of-several': { ...mailToken, resources: ['https://files.example/mcp', resource] },
  'of-no-resource': { ...mailToken, resources: [] },
  'of-client': { ...mailToken, subject: undefined, grantId: undefined, authTime: undefined },
};

/** The tokens above, and failures of the port. */
const tokens = {
  find: (accessToken: string): AccessToken | undefined => {
    if (accessToken === 'fails') throw new Error('The database says no.');
    if (accessToken === 'outage') throw new TemporarilyUnavailable('The database is being restarted.');
    return known[accessToken];
  },
};

describe.each(mcpServers)('requireBearerAuth of %s with tokenVerifier', (_name, serverWith) => {
  const ask = async (authorization: string | undefined, options: object = {}) => {
    const events: ServerEvent[] = [];
    const report = (event: ServerEvent): void => void events.push(event);
    const { origin, close } = await listen(serverWith({ tokens, resource, report, ...options }));
    onTestFinished(close);
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(`${origin}/mcp`, { headers });
    const challenge = response.headers.get('www-authenticate');
    return { status: response.status, body: await response.json(), challenge, events };
  };

  it('lets a valid token through, and tells a tool what it is for (R341).', async () => {
    const { status, body } = await ask('Bearer valid');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token: 'valid',
      clientId: 'app',
      scopes: ['read', 'write'],
      expiresAt: mailToken.expiresAt,
      resource,
      extra: { subject: 'alice', grantId: 'grant-1', authTime: issuedAt - 60 },
    });
  });

  it.each(['in-other-spelling', 'of-several'])('lets a token through that is %s (R341).', async (token) => {
    expect(await ask(`Bearer ${token}`)).toMatchObject({ status: 200, body: { resource } });
  });

  it.each([
    ['unknown', 'The access token is unknown, expired or revoked. Request a new access token.'],
    [
      'of-other-server',
      'The access token is not for this API. Request an access token with the URI of this API in resource.',
    ],
    [
      'of-no-resource',
      'The access token is not for this API. Request an access token with the URI of this API in resource.',
    ],
  ])('refuses a token that is %s, with a challenge (R342).', async (token, description) => {
    const { status, body, challenge } = await ask(`Bearer ${token}`);
    expect(status).toBe(401);
    expect(body).toEqual({ error: 'invalid_token', error_description: description });
    expect(challenge).toContain(`error_description="${description}"`);
    expect(challenge).toContain('resource_metadata="https://mail.example/.well-known/oauth-protected-resource/mcp"');
  });

  it('leads a client without a token to the metadata (R342).', async () => {
    const { status, body, challenge } = await ask('');
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: 'invalid_token' });
    expect(challenge).toContain('resource_metadata="https://mail.example/.well-known/oauth-protected-resource/mcp"');
  });

  it('asks for a token with the scope that is missing (R342).', async () => {
    const { status, challenge } = await ask('Bearer without-read');
    expect(status).toBe(403);
    expect(challenge).toContain('error="insufficient_scope"');
    expect(challenge).toContain('scope="read"');
  });

  it('refuses what can be no token, without a question to the port (R342).', async () => {
    const find = (): never => {
      throw new Error('Nobody may ask.');
    };
    expect(await ask('Bearer a"b', { tokens: { find } })).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
  });

  it('accepts a token for no resource only if that is an option.', async () => {
    const { status, body } = await ask('Bearer of-no-resource', { tokensWithoutResource: 'accept' });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('resource');
    expect((await ask('Bearer of-other-server', { tokensWithoutResource: 'accept' })).status).toBe(401);
  });

  it.each(['fails', 'outage'])(
    'does not ask for another token if the port %s, and reports the cause (R343).',
    async (token) => {
      const { status, body, challenge, events } = await ask(`Bearer ${token}`);
      expect(status).toBe(500);
      expect(body).toMatchObject({ error: 'server_error' });
      expect(JSON.stringify(body)).not.toContain('database');
      expect(challenge).toBeNull();
      expect(events).toMatchObject([{ kind: 'failed', endpoint: 'protectedResource' }]);
    },
  );
});

describe.each([
  ['@codegrant/mcp', tokenVerifier],
  ['@codegrant/mcp/sdk-1', tokenVerifierOfSdk1],
])('tokenVerifier of %s', (_name, tokenVerifier) => {
  it.each([
    [
      { tokens },
      'resource is missing. Set it to the URL of the MCP server: a token for another server must be refused.',
    ],
    [{ tokens, resource, scopes: ['read'] }, 'scopes is not an option: correct its spelling.'],
    [{ tokens, resource: 'http://mail.example/mcp' }, 'must be an https URI'],
    [{ tokens: {}, resource }, 'tokens must have a function find'],
  ])('throws for wrong options: %j.', (options, message) => {
    expect(() => tokenVerifier(options as Parameters<typeof tokenVerifier>[0])).toThrow(message);
  });
});

describe('subjectOf', () => {
  it('returns the user of a token, and no user if there is none.', async () => {
    const { verifyAccessToken } = tokenVerifier({ tokens, resource });
    expect(subjectOf(await verifyAccessToken('valid'))).toBe('alice');
    expect(subjectOf(await verifyAccessToken('of-client'))).toBeUndefined();
    expect(subjectOf({ subject: 'alice' })).toBe('alice');
    expect(subjectOf({ extra: { subject: 1 } })).toBeUndefined();
    expect(subjectOf({})).toBeUndefined();
    expect(subjectOf(undefined)).toBeUndefined();
  });
});
