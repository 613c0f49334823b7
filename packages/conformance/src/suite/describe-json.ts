import { describe, expect, it } from 'vitest';
import type { StartServer } from './running-server.ts';
import { postJson, type Send } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

/** A JSON object of so many parameters, none of which names a client. */
const withParameters = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, ''])));

/** A JSON object of so many bytes. */
const ofBytes = (length: number): string => `{"x":"${'x'.repeat(length - 8)}"}`;

const nested = (open: string, close: string, length: number): string => {
  const depth = Math.floor(length / (open.length + close.length));
  return open.repeat(depth) + close.repeat(depth);
};

/** Tests of JSON at the token endpoint: media types, sizes, nesting, octets and the number of parameters. */
export const describeJson = (start: StartServer): void => {
  describe('JSON at the token endpoint:', () => {
    const { serve } = useTestServer(start);
    const serveJson = (): Promise<Send> => serve({ tokenRequestTypes: ['form', 'json'] });

    it.each([
      'application/json',
      'application/json; charset=utf-8',
      'Application/JSON;charset=latin1',
      'application/json ; x="y;z"',
    ])('A body of type %s is accepted: JSON has no parameters (RFC 8259 §11).', async (type) => {
      const send = await serveJson();
      expect((await send(postJson('/oauth/token', '{}', { 'content-type': type }))).status).toBe(401);
    });

    it.each([
      'text/json',
      'application/json-not',
      'application/json, text/plain',
      'application/vnd.api+json',
      'text/plain',
      'multipart/form-data; boundary=x',
      '',
    ])('A body of type %j is rejected with 415, and the message names both types.', async (type) => {
      const send = await serveJson();
      const rejected = await send(postJson('/oauth/token', '{}', { 'content-type': type }));
      expect([rejected.status, JSON.parse(rejected.body)]).toMatchObject([415, { error: 'invalid_request' }]);
      expect(rejected.body).toContain('application/x-www-form-urlencoded or application/json');
    });

    it('By default, JSON is rejected with 415, and the message does not name it.', async () => {
      const send = await serve();
      const rejected = await send(postJson('/oauth/token', '{}'));
      expect([rejected.status, rejected.body]).toEqual([415, expect.not.stringContaining('application/json')]);
    });

    it('The other endpoints that read forms do not read JSON.', async () => {
      const send = await serveJson();
      for (const target of ['/oauth/authorize', '/oauth/consent'])
        expect((await send(postJson(target, '{}'))).status).toBe(415);
    });

    it('A body of 65536 bytes is accepted. A longer one is rejected with 413 (R197).', async () => {
      const send = await serveJson();
      expect((await send(postJson('/oauth/token', ofBytes(65_536)))).status).toBe(401);
      expect((await send(postJson('/oauth/token', ofBytes(65_537)))).status).toBe(413);
    });

    it('An object of 1000 parameters is read. One of 1001 is rejected with 400 (R197).', async () => {
      const send = await serveJson();
      expect((await send(postJson('/oauth/token', withParameters(1000)))).status).toBe(401);
      const rejected = await send(postJson('/oauth/token', withParameters(1001)));
      expect([rejected.status, rejected.body]).toEqual([400, expect.stringContaining('too many parameters')]);
    });

    it.each([
      ['lists', nested('[', ']', 65_536), 'not an object'],
      ['lists that are not closed', '['.repeat(65_536), 'not valid JSON'],
      ['objects', nested('{"a":', '}', 65_500).replace('}', '1}'), 'too many parameters'],
      ['lists in a parameter', `{"code":${nested('[', ']', 65_500)}}`, 'a list'],
      ['lists in a parameter that is repeated', `{"code":${nested('[', ']', 65_400)},"code":"x"}`, 'repeats a name'],
      ['members with the same name', `{${'"a":"",'.repeat(999)}"a":""}`, 'repeats a name'],
      ['too many members with the same name', `{${'"a":"",'.repeat(1000)}"a":""}`, 'too many parameters'],
      ['escaped quotation marks', `{"${'\\"'.repeat(32_000)}":null}`, 'null'],
    ])('A body of nothing but %s is rejected with 400 (R197).', async (_what, body, says) => {
      const send = await serveJson();
      const rejected = await send(postJson('/oauth/token', body));
      expect([rejected.status, JSON.parse(rejected.body)]).toEqual([
        400,
        { error: 'invalid_request', error_description: expect.stringContaining(says) },
      ]);
    });

    it.each([
      ['an octet that is never in UTF-8', [0xff]],
      ['the beginning of a character', [0xe2, 0x82]],
      ['an encoded surrogate', [0xed, 0xa0, 0x80]],
    ])('%s makes its parameter undecodable (R22).', async (_what, octets) => {
      const send = await serveJson();
      const posted = (text: string): Promise<number> =>
        send({
          method: 'POST',
          target: '/oauth/token',
          headers: { 'content-type': 'application/json' },
          body: Buffer.from(text.replace('*', Buffer.from(octets).toString('latin1')), 'latin1'),
        }).then(({ status }) => status);
      expect(await posted('{"code":"x*"}')).toBe(400);
      // RFC 6749 §3.2: an unrecognized parameter is ignored, whatever it is.
      for (const ignored of ['{"x":"*"}', '{"*":"x"}']) expect(await posted(ignored)).toBe(401);
    });
  });
};
