import { describe, expect, it } from 'vitest';
import { plainRequest } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { get, post, type WireRequest } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

const request = plainRequest;

/** Tests of forms: media types, sizes, octets and the number of parameters. */
export const describeForms = (start: StartServer): void => {
  describe('Forms:', () => {
    const { serve } = useTestServer(start);

    it.each([
      ['application/json'],
      ['multipart/form-data; boundary=x'],
      ['text/plain'],
      ['application/x-www-form-urlencoded-not'],
      ['application/x-www-form-urlencoded, text/plain'],
      ['application/x-www-form-urlencoded charset=utf-8'],
      ['x; application/x-www-form-urlencoded'],
      [''],
    ])('A posted body of type %j is rejected with 415.', async (type) => {
      const send = await serve();
      for (const target of ['/oauth/authorize', '/oauth/consent', '/oauth/token'])
        expect((await send(post(target, request, { 'content-type': type }))).status).toBe(415);
    });

    it.each([
      ['application/x-www-form-urlencoded; charset=UTF-8'],
      ['Application/X-WWW-Form-Urlencoded;charset="utf-8"'],
      // What is percent-encoded is ASCII, so these parameters change nothing.
      ['application/x-www-form-urlencoded; charset=ISO-8859-1'],
      ['application/x-www-form-urlencoded; charset=us-ascii; boundary=x'],
      ['application/x-www-form-urlencoded ;version=1'],
      ['application/x-www-form-urlencoded; charset=utf-16'],
      ['application/x-www-form-urlencoded;'],
      ['application/x-www-form-urlencoded; charset'],
    ])('A posted form of type %s is accepted.', async (type) => {
      const send = await serve();
      expect((await send(post('/oauth/token', 'grant_type=x', { 'content-type': type }))).status).toBe(401);
      expect((await send(post('/oauth/authorize', request, { 'content-type': type }))).status).toBe(303);
    });

    it('A query of 8192 bytes is accepted. A longer one is rejected with 414.', async () => {
      const send = await serve();
      const padded = (length: number): string => `${request}&x=${'x'.repeat(length - request.length - 3)}`;
      expect((await send(get(`/oauth/authorize?${padded(8192)}`))).status).toBe(302);
      expect((await send(get(`/oauth/authorize?${padded(8193)}`))).status).toBe(414);
      expect((await send(post('/oauth/authorize', padded(8193)))).status).toBe(413);
    });

    it('A form of 65536 bytes is accepted. A longer one is rejected with 413.', async () => {
      const send = await serve();
      const form = (length: number): string => `grant_type=x&x=${'x'.repeat(length - 15)}`;
      expect((await send(post('/oauth/token', form(65_536)))).status).toBe(401);
      expect((await send(post('/oauth/token', form(65_537)))).status).toBe(413);
      expect((await send(post('/oauth/consent', form(65_537)))).status).toBe(413);
    });

    it.each([
      ['an octet that is never in UTF-8', [0xff]],
      ['the beginning of a character', [0xe2, 0x82]],
      ['an encoded surrogate', [0xed, 0xa0, 0x80]],
    ])(
      '%s in a posted form makes its parameter undecodable, and nothing of it comes back (R22).',
      async (_what, octets) => {
        const send = await serve();
        const posted = (text: string): WireRequest =>
          post('/oauth/authorize', Buffer.from(text.replace('*', Buffer.from(octets).toString('latin1')), 'latin1'));
        const rejected = await send(posted(request.replace('xyz', 'x*z')));
        const { searchParams } = new URL(rejected.headers['location'] ?? '');
        expect([searchParams.get('error'), searchParams.get('state')]).toEqual(['invalid_request', null]);
        expect(await send(posted(request.replace('=web&', '=web*&')))).toMatchObject({
          status: 400,
          body: expect.stringContaining('address-decodes'),
        });
        // RFC 6749 §3.1: an unrecognized parameter is ignored, whatever it is.
        for (const more of ['&x=*', '&*=x', '&*']) {
          const { headers } = await send(posted(request + more));
          expect(headers['location']).toMatch(/^\/sign-in\?return_to=/);
        }
      },
    );

    it('A form or a query of 1000 parameters is read. One of 1001 is rejected with 400.', async () => {
      const send = await serve();
      const form = (count: number): string => `grant_type=x${'&'.repeat(count - 1)}`;
      expect((await send(post('/oauth/token', form(1000)))).status).toBe(401);
      const rejected = await send(post('/oauth/token', form(1001)));
      expect(rejected.status).toBe(400);
      expect(rejected.body).toContain('too many parameters');
      const query = (count: number): string => `${request}${'&'.repeat(count - request.split('&').length)}`;
      expect((await send(get(`/oauth/authorize?${query(1000)}`))).status).toBe(302);
      for (const sent of [get(`/oauth/authorize?${query(1001)}`), post('/oauth/authorize', query(1001))])
        expect(await send(sent)).toMatchObject({ status: 400, body: expect.stringContaining('parameter-count') });
    });

    it('A posted request with a query in its URL is rejected, whatever the query contains.', async () => {
      const send = await serve();
      expect((await send(post('/oauth/authorize?x=1', request))).status).toBe(400);
      expect((await send(post(`/oauth/authorize?${request}`, ''))).status).toBe(400);
    });
  });
};
