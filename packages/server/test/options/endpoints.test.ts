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
