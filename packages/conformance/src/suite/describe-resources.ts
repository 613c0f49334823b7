import { memoryConsents, type TokenGrant } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { get, type Send } from '../wire/send.ts';
import { answerWith, askedOf, authorizeWith, redemptionOf } from './plain-request.ts';
import { codeIn } from './redirect-parameters.ts';
import { tokensRecordedIn } from './plain-tokens.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';

const mail = 'https://api.example/mcp';
const files = 'https://files.example';

const forBoth = `&resource=${encodeURIComponent(mail)}&resource=${encodeURIComponent(files)}`;

/** Tests of resources, from the authorization request to the tokens. */
export const describeResources = (start: StartServer): void => {
  describe('Resources (R202):', () => {
    const { state, serve } = useTestServer(start);

    const serveWithGrants = async (policy: string): Promise<{ send: Send; grants: readonly TokenGrant[] }> => {
      const grants: TokenGrant[] = [];
      state().owner = { subject: 'user-1' };
      const send = await serve({ tokens: tokensRecordedIn(grants), consents: memoryConsents() }, policy);
      return { send, grants };
    };

    const codeFrom = async (send: Send, more = ''): Promise<string> =>
      codeIn(await send(answerWith(await askedOf(send, more))));

    it('tokens.issue receives every resource that was granted.', async () => {
      const { send, grants } = await serveWithGrants('resources');
      expect((await send(redemptionOf(await codeFrom(send, forBoth)))).status).toBe(200);
      expect(grants).toMatchObject([{ scope: ['read'], resources: [mail, files] }]);
    });

    it('tokens.issue receives the resource that the token request names, and its scopes.', async () => {
      const { send, grants } = await serveWithGrants('scopesOfResources');
      const code = await codeFrom(send, `${forBoth}&scope=mail.read+files.read`);
      const response = await send(redemptionOf(code, { resource: 'HTTPS://FILES.example/' }));
      expect(JSON.parse(response.body)).toMatchObject({ scope: 'files.read' });
      expect(grants).toMatchObject([{ scope: ['files.read'], resources: [files] }]);
    });

    it('tokens.issue receives the default resource.', async () => {
      const { send, grants } = await serveWithGrants('defaultResource');
      await send(redemptionOf(await codeFrom(send)));
      expect(grants).toMatchObject([{ resources: [mail] }]);
    });

    it('tokens.issue receives no resource if the policy has none, whatever the client sends (R208).', async () => {
      const { send, grants } = await serveWithGrants('default');
      await send(redemptionOf(await codeFrom(send, forBoth), { resource: mail }));
      expect(grants).toMatchObject([{ resources: [] }]);
    });

    it('A user who allowed both resources is not asked about one of them again, but about a third (R204).', async () => {
      const { send } = await serveWithGrants('resources');
      await codeFrom(send, forBoth);
      expect(codeIn(await send(authorizeWith(`&resource=${encodeURIComponent(files)}`)))).not.toBe('');
      const local = await send(authorizeWith(`&resource=${encodeURIComponent('http://127.0.0.1:8080/mcp')}`));
      expect(local.body).toContain('Local API');
    });

    it('The metadata lists the resources (R207).', async () => {
      const { send } = await serveWithGrants('defaultResource');
      const { body } = await send(get('/.well-known/oauth-authorization-server'));
      expect(JSON.parse(body)).toMatchObject({ protected_resources: [mail, files] });
    });
  });
};
