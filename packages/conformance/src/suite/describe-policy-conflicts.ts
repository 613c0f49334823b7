import { describe, expect, it } from 'vitest';
import { plainRecord } from '../expected/fixed.ts';
import { locationIn } from '../wire/location-in.ts';
import { get } from '../wire/send.ts';
import { causesIn } from './causes-in.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';

/** Tests of registrations that name what the policy lacks. */
export const describePolicyConflicts = (start: StartServer): void => {
  describe('A registration that the policy contradicts', () => {
    const { state, serve } = useTestServer(start);

    const requestOf = (clientId: string, more: string) => {
      const redirectUri = encodeURIComponent(`https://${clientId}.example/callback`);
      return get(
        `/oauth/authorize?response_type=code&client_id=${clientId}&redirect_uri=${redirectUri}&state=s&code_challenge=${plainRecord.codeChallenge}${more}`,
      );
    };

    it.each<[string, string, string, string]>([
      [
        'unknown-scope',
        '&code_challenge_method=S256&scope=read%20admin',
        'default',
        'scope admin is registered for the client but not declared in policy.scopes: declare it there, or remove it from scope of the client.',
      ],
      [
        'unknown-required-scope',
        '&code_challenge_method=S256&scope=read',
        'default',
        'required_scope admin is registered for the client but not declared in policy.scopes: declare it there, or remove it from required_scope of the client.',
      ],
      [
        'plain',
        '&code_challenge_method=plain',
        'plainRefused',
        'code_challenge_method plain is registered for the client but not allowed by the policy: set policy.plainCodeChallenge, or remove it from code_challenge_methods of the client.',
      ],
    ])('is a failure that names the value and both places: %s.', async (clientId, more, policy, says) => {
      const send = await serve({}, policy);
      const response = await send(requestOf(clientId, more));
      expect(locationIn(response)).toMatch(/[?&]error=invalid_(?:scope|request)&/);
      expect(causesIn(state().events)).toEqual([`InvalidSettings: client "${clientId}": ${says}`]);
      expect(state().events.map(({ kind }) => kind)).toEqual(['failed', 'rejected']);
    });

    it('is no failure in a request that does not depend on it.', async () => {
      const send = await serve();
      await send(requestOf('unknown-scope', '&code_challenge_method=S256&scope=read'));
      await send(requestOf('unknown-scope', '&code_challenge_method=S256&scope=nope'));
      expect(causesIn(state().events)).toEqual([]);
    });
  });
};
