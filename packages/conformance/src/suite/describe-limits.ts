import { defineLimits, LimitReached, type ServerEvent, type ServerLimits } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { authorizeWith, introspectionOf, redemptionOf, refreshWeb, revocationOf } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { useTestServer } from './use-test-server.ts';

/** Limits that nobody keeps. `contexts` has what the adapter passed to name the caller. */
const reached = (): { readonly limits: ServerLimits<unknown>; readonly contexts: readonly unknown[] } => {
  const contexts: unknown[] = [];
  const limits = defineLimits({
    take: async () => ({ allowed: false, retryAfterSeconds: 900 }),
    callerOf: (context) => {
      contexts.push(context);
      return '192.0.2.1';
    },
  });
  return { limits, contexts };
};

const requests = [
  ['with the right secret', 'token', redemptionOf('unknown', refreshWeb)],
  ['with a wrong secret', 'token', redemptionOf('unknown', { ...refreshWeb, client_secret: 'wrong' })],
  ['with a wrong secret', 'revoke', revocationOf('unknown', { client_secret: 'wrong' })],
  ['with a wrong secret', 'introspect', introspectionOf('unknown', { client_secret: 'wrong' })],
] as const;

/** Tests of limits that a caller has reached. */
export const describeLimits = (start: StartServer): void => {
  describe('Limits:', () => {
    const { serve } = useTestServer(start);

    it.each(requests)(
      'A caller that sent too many wrong secrets must wait, %s, at the endpoint %s (R336, R337, R339).',
      async (_secret, endpoint, request) => {
        const events: ServerEvent[] = [];
        const { limits, contexts } = reached();
        const send = await serve({ limits, report: (event) => void events.push(event) });
        const response = await send(request);
        expect(response).toMatchObject({
          status: 429,
          headers: { 'content-type': 'application/json', 'retry-after': '900', 'cache-control': 'no-store' },
        });
        expect(JSON.parse(response.body)).toEqual({
          error: 'temporarily_unavailable',
          error_description: expect.any(String),
        });
        expect(contexts).toEqual([expect.anything()]);
        expect(events).toMatchObject([{ kind: 'limited', endpoint, clientId: 'refresh-web', retryAfterSeconds: 900 }]);
      },
    );

    it('A request without a client secret is not limited.', async () => {
      const send = await serve({ limits: reached().limits });
      expect((await send(authorizeWith())).status).toBe(302);
    });

    it('A limit that a port reached leads to a page with the status 429, without the reason (R337).', async () => {
      const find = (): never => {
        throw new LimitReached('too many lookups of a secret host', 60);
      };
      const send = await serve({ clients: { find } });
      const response = await send(authorizeWith());
      expect(response).toMatchObject({
        status: 429,
        headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '60' },
      });
      expect(response.headers).not.toHaveProperty('location');
      expect(response.body).toContain('<code>limit-kept</code>');
      expect(response.body).not.toContain('secret host');
    });
  });
};
