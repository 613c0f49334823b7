import { metadataSchema } from '@codegrant/core/schemas';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { assertionWay, authenticationWays } from './authentication-ways.ts';
import { answerWith, askedOf, authorizeWith, plainRequest, redemptionOf, refreshWith } from './plain-request.ts';
import { codeIn, redirectParameters } from './redirect-parameters.ts';
import type { StartServer } from './running-server.ts';
import { tokenOn } from './token-on.ts';
import { get, post, type Send, type WireResponse } from '../wire/send.ts';
import { storePlainRefreshToken } from './vector-server.ts';
import { useTestServer } from './use-test-server.ts';

const wellKnown = '/.well-known/oauth-authorization-server';

const metadataOf = async (send: Send, path = wellKnown): Promise<v.InferOutput<typeof metadataSchema>> =>
  v.parse(metadataSchema, JSON.parse((await send(get(path))).body));

const targetOf = (url: string): string => new URL(url).pathname;

/** Creates a request of the client `web` with changed parameters. */
const changed = (target: string, changes: Readonly<Record<string, string>>): ReturnType<typeof get> => {
  const query = new URLSearchParams(plainRequest);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  return get(`${target}?${query.toString()}`);
};

/** Tests that the metadata matches what the server does. */
export const describeMetadata = (start: StartServer): void => {
  describe('Metadata', () => {
    const { state, serve } = useTestServer(start);
    const serveSignedIn = async (policy = 'default'): Promise<Send> => {
      state().owner = { subject: 'user-1' };
      // A test with several consent requests needs a different identifier for each.
      return serve({ random: (length) => crypto.getRandomValues(new Uint8Array(length)) }, policy);
    };

    it('contains what RFC 8414 requires, as JSON that any page may read and no cache stores (R121, R122, R166, R168).', async () => {
      const send = await serve();
      const response = await send(get(wellKnown));
      expect(response).toMatchObject({
        status: 200,
        headers: {
          'content-type': 'application/json',
          'cache-control': 'no-store',
          'access-control-allow-origin': '*',
        },
      });
      expect(JSON.parse(response.body)).toEqual({
        issuer: 'https://login.example',
        authorization_endpoint: 'https://login.example/oauth/authorize',
        token_endpoint: 'https://login.example/oauth/token',
        revocation_endpoint: 'https://login.example/oauth/revoke',
        revocation_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
        introspection_endpoint: 'https://login.example/oauth/introspect',
        introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
        scopes_supported: ['read', 'write', 'Read'],
        response_types_supported: ['code'],
        response_modes_supported: ['query'],
        grant_types_supported: ['authorization_code'],
        token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      });
    });

    it('of an issuer with a path is at the path of RFC 8414 §3.1 and at the root (R167).', async () => {
      const send = await serve({}, 'issuerWithPath');
      const inserted = await send(get(`${wellKnown}/tenant/a'b`));
      expect(inserted.status).toBe(200);
      expect(inserted.body).toBe((await send(get(wellKnown))).body);
      expect((await metadataOf(send)).issuer).toBe("https://login.example/tenant/a'b");
      expect((await metadataOf(send)).token_endpoint).toBe('https://login.example/oauth/token');
      expect((await send(get(`${wellKnown}/tenant`))).status).toBe(404);
    });

    it('can be requested by any page with any headers.', async () => {
      const send = await serve();
      for (const target of [wellKnown, '/oauth/token']) {
        const preflight = await send({ method: 'OPTIONS', target });
        expect(preflight).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': '*' } });
        expect(preflight.headers).not.toHaveProperty('access-control-allow-credentials');
      }
      expect((await send({ method: 'POST', target: wellKnown })).status).toBe(405);
      expect((await send({ method: 'HEAD', target: wellKnown })).status).toBe(200);
    });

    it('names the URLs of the endpoints.', async () => {
      const send = await serve();
      const { authorization_endpoint, token_endpoint, issuer } = await metadataOf(send);
      expect((await send(get(`${targetOf(authorization_endpoint)}?${plainRequest}`))).status).toBe(302);
      expect((await send(post(targetOf(token_endpoint), ''))).status).toBe(401);
      expect(new URL(authorization_endpoint).origin).toBe(new URL(issuer).origin);
    });

    it('names the same issuer as iss, with a code and with an error (R69).', async () => {
      const send = await serveSignedIn();
      const { issuer } = await metadataOf(send);
      const code = redirectParameters(await send(answerWith(await askedOf(send))));
      const error = redirectParameters(await send(authorizeWith('&scope=nope')));
      expect([code.get('iss'), error.get('iss')]).toEqual([issuer, issuer]);
    });

    it('lists exactly the scopes that can be requested.', async () => {
      const send = await serveSignedIn();
      const { scopes_supported, authorization_endpoint } = await metadataOf(send);
      const ask = (scope: string): Promise<WireResponse> => send(changed(targetOf(authorization_endpoint), { scope }));
      for (const scope of scopes_supported) expect((await ask(scope)).status, scope).toBe(200);
      for (const scope of ['READ', 'admin', 'openid'])
        expect(redirectParameters(await ask(scope)).get('error'), scope).toBe('invalid_scope');
    });

    it('lists exactly the supported response types.', async () => {
      const send = await serveSignedIn();
      const { response_types_supported, authorization_endpoint } = await metadataOf(send);
      const ask = (response_type: string): Promise<WireResponse> =>
        send(changed(targetOf(authorization_endpoint), { response_type }));
      for (const type of response_types_supported) expect((await ask(type)).status, type).toBe(200);
      for (const type of ['token', 'id_token', 'code token', 'none'])
        expect(redirectParameters(await ask(type)).get('error'), type).toBe('unsupported_response_type');
    });

    it('lists exactly the supported response modes.', async () => {
      const send = await serveSignedIn();
      const { response_modes_supported, authorization_endpoint } = await metadataOf(send);
      for (const mode of response_modes_supported) {
        const answer = await send(answerWith(await askedOf(send, `&response_mode=${mode}`)));
        expect(codeIn(answer), mode).toMatch(/^[\w-]{43}$/);
      }
      for (const response_mode of ['fragment', 'form_post', 'query.jwt']) {
        const answer = await send(changed(targetOf(authorization_endpoint), { response_mode }));
        expect(redirectParameters(answer).get('error'), response_mode).toBe('invalid_request');
      }
      expect(response_modes_supported).toEqual(['query']);
    });

    it.each(['default', 'plainAllowed'])(
      'lists exactly the supported PKCE methods with the policy %s.',
      async (policy) => {
        const send = await serveSignedIn(policy);
        const { code_challenge_methods_supported: listed, authorization_endpoint } = await metadataOf(send);
        const ask = (code_challenge_method: string): Promise<WireResponse> =>
          send(changed(targetOf(authorization_endpoint), { code_challenge_method }));
        const served = ['S256', 'plain', 's256', 'S512'];
        for (const method of served) {
          const answer = await ask(method);
          if (listed.includes(method)) expect(answer.status, method).toBe(200);
          else expect(redirectParameters(answer).get('error'), method).toBe('invalid_request');
        }
        expect(listed).toEqual(policy === 'default' ? ['S256'] : ['S256', 'plain']);
      },
    );

    it('lists exactly the authentication methods that can redeem a code.', async () => {
      const send = await serveSignedIn();
      const { token_endpoint_auth_methods_supported: listed, authorization_endpoint } = await metadataOf(send);
      expect([...listed].toSorted()).toEqual([...authenticationWays.keys()].toSorted());
      for (const [method, { client, redirectUri, redeem }] of authenticationWays) {
        const query = { client_id: client, redirect_uri: redirectUri };
        const page = await send(changed(targetOf(authorization_endpoint), query));
        const code = codeIn(await send(answerWith(tokenOn(page.body))));
        expect((await send(redeem(code))).status, method).toBe(200);
      }
      expect(JSON.parse((await send(assertionWay.redeem('x'))).body)).toMatchObject({ error: 'invalid_client' });
    });

    it('lists exactly the supported grant types.', async () => {
      const send = await serveSignedIn();
      const { grant_types_supported } = await metadataOf(send);
      for (const grant_type of grant_types_supported) {
        const code = codeIn(await send(answerWith(await askedOf(send))));
        expect((await send(redemptionOf(code, { grant_type }))).status, grant_type).toBe(200);
      }
      for (const grant_type of ['refresh_token', 'client_credentials', 'password'])
        expect(JSON.parse((await send(redemptionOf('x', { grant_type }))).body), grant_type).toMatchObject({
          error: 'unsupported_grant_type',
        });
    });

    it.each(['refresh', 'refreshOffline'])(
      'lists the grant type refresh_token with the policy %s (R210).',
      async (policy) => {
        const send = await serveSignedIn(policy);
        const { grant_types_supported } = await metadataOf(send);
        expect(grant_types_supported).toEqual(['authorization_code', 'refresh_token']);
        const refreshToken = await storePlainRefreshToken(state());
        expect((await send(refreshWith(refreshToken))).status).toBe(200);
      },
    );
  });
};
