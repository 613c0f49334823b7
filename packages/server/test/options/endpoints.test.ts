import { introspection, type IssuedTokens, type OptionalEndpoint, revocation } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { startServer } from '../test-server.ts';

const endpoint = {
  name: 'anEndpoint',
  servedPaths: () => ({ anEndpoint: '/an-endpoint' }),
};

describe('The option endpoints', () => {
  it.each<[unknown, string]>([
    ['revocation', 'endpoints must be a list of endpoints of this package.'],
    [{}, 'endpoints must be a list of endpoints of this package.'],
    [[endpoint, 'x'], 'endpoints.1 is no endpoint of this package. Import it from @codegrant/server.'],
    [[null], 'endpoints.0 is no endpoint of this package. Import it from @codegrant/server.'],
    [[() => endpoint], 'endpoints.0 is no endpoint of this package. Import it from @codegrant/server.'],
    [[endpoint, endpoint], 'endpoints has anEndpoint twice. Leave one of them out.'],
  ])('must be a list of endpoints, each once, and not %j.', (endpoints, problem) => {
    expect(() => startServer({ endpoints })).toThrow(problem);
  });

  it('adds paths to those of the server.', () => {
    expect(startServer().authorizationServer.paths).not.toHaveProperty('anEndpoint');
    expect(startServer({ endpoints: [endpoint] }).authorizationServer.paths).toHaveProperty('anEndpoint');
  });
});

describe.each<[string, OptionalEndpoint]>([
  ['revocation', revocation],
  ['introspection', introspection()],
])('The endpoint %s', (name, optional) => {
  const issue = (): IssuedTokens => ({ accessToken: 'x', expiresIn: 60 });
  const revoke = (): void => {};

  it('is refused if the tokens cannot be found.', () => {
    expect(() => startServer({ endpoints: [optional], tokens: { issue, revoke } })).toThrow(
      `endpoints has ${name}, so tokens.find must be a function: it tells which access tokens are valid.`,
    );
  });

  it("can be served with a port that finds tokens, and with the server's own tokens.", () => {
    const tokens = { issue, revoke, find: () => undefined };
    expect(() => startServer({ endpoints: [optional], tokens })).not.toThrow();
    expect(() => startServer({ endpoints: [optional], tokens: undefined })).not.toThrow();
  });

  it('is at a path of the option paths.', () => {
    const paths = { revoke: '/auth/revocation', introspect: '/auth/introspection' };
    const { authorizationServer } = startServer({ endpoints: [optional], paths });
    expect(Object.values(authorizationServer.paths)).toContain(`/auth/${name}`);
  });
});

describe('The askers of introspection', () => {
  it.each(['owners', '', null, true])('must be one of two values, and not %j.', (askers) => {
    const given: object = { askers };
    expect(() => startServer({ endpoints: [introspection(given)] })).toThrow(
      "askers of introspection must be 'clients' or 'clientsAndOwners'.",
    );
  });
});
