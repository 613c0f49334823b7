import { describe, expect, it } from 'vitest';
import { post, type WireResponse } from '../wire/send.ts';
import { causesIn } from './causes-in.ts';
import { plainTokens } from './plain-tokens.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';

const form = 'grant_type=client_credentials&client_id=service&client_secret=service-secret';

/** Tests of the members that the operator adds to a token response. */
export const describeTokenMembers = (start: StartServer): void => {
  describe('A member that tokens.issue adds', () => {
    const { state, serve } = useTestServer(start);

    const answerWith = async (members: unknown): Promise<WireResponse> => {
      const issue = () => Object({ accessToken: 'access-token', expiresIn: 600, members });
      const send = await serve({ tokens: { ...plainTokens, issue } }, 'clientCredentials');
      return send(post('/oauth/token', form));
    };

    const standard = { access_token: 'access-token', token_type: 'Bearer', expires_in: 600, scope: 'read' };

    it.each<[string, Readonly<Record<string, unknown>>]>([
      ['strings', { id_token: 'a.b.c', account_id: 'é "x"' }],
      ['numbers, true, false and null', { a: 0, b: -1.5, c: true, d: false, e: null }],
      ['lists and objects', { list: [1, ['x'], { y: [] }], object: { a: { b: null } } }],
      ['nothing', {}],
    ])('is in the token response: %s (R232).', async (_what, members) => {
      const { status, body } = await answerWith(members);
      expect([status, JSON.parse(body)]).toEqual([200, { ...standard, ...members }]);
    });

    it('may be left out (R232).', async () => {
      const { status, body } = await answerWith(undefined);
      expect([status, JSON.parse(body)]).toEqual([200, standard]);
    });

    it.each([
      'access_token',
      'token_type',
      'expires_in',
      'scope',
      'refresh_token',
      'error',
      'error_description',
      'error_uri',
    ])('is a failure if it has the name of a member of the standard: %s (R232).', async (name) => {
      const { status, body } = await answerWith({ [name]: 'x' });
      expect([status, JSON.parse(body)]).toMatchObject([500, { error: 'server_error' }]);
      expect(causesIn(state().events)).toEqual([
        `TypeError: tokens.issue returned members.${name}, but the server sets ${name} of the token response. Leave it out of members.`,
      ]);
    });

    const circular: Record<string, unknown> = {};
    circular['self'] = circular;

    it.each<[string, unknown]>([
      ['undefined', undefined],
      ['a function', () => 1],
      ['a date', new Date()],
      ['a map', new Map()],
      ['a bigint', 1n],
      ['a symbol', Symbol('x')],
      ['not a number', Number.NaN],
      ['an infinite number', Number.POSITIVE_INFINITY],
      ['a list with undefined', [undefined]],
      // oxlint-disable-next-line no-sparse-arrays
      ['a list with a hole', [, 1]],
      ['an object with a date', { at: { it: new Date() } }],
      ['an object with itself', circular],
    ])('is a failure if JSON would change it: %s (R232).', async (_what, value) => {
      const { status } = await answerWith({ account: value });
      expect(status).toBe(500);
      expect(causesIn(state().events)).toEqual([
        expect.stringMatching(/^TypeError: tokens\.issue must return members\.account as a value of JSON/),
      ]);
    });

    it.each<[string, unknown]>([
      ['a string', 'id_token'],
      ['a list', [['id_token', 'x']]],
      ['null', null],
    ])('is a failure if members are %s (R232).', async (_what, members) => {
      expect((await answerWith(members)).status).toBe(500);
      expect(causesIn(state().events)).toEqual([
        expect.stringMatching(/^TypeError: tokens\.issue must return members as an object/),
      ]);
    });
  });
};
