import type { ServerEvent } from '@codegrant/server';
import { describe, expect, it, vi } from 'vitest';
import { get } from '../wire/send.ts';
import { causesIn } from './causes-in.ts';
import { authorizeWith, redemptionOf } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { untyped } from './untyped.ts';
import { useTestServer } from './use-test-server.ts';

const unknownClient = get('/oauth/authorize?client_id=nobody&redirect_uri=https%3A%2F%2Fweb.example%2Fcallback');

/** Tests of what the server writes to the console. */
export const describeConsole = (start: StartServer): void => {
  describe('Without the option report', () => {
    const { serve } = useTestServer(start);

    const lines = async (options: object, request = authorizeWith()): Promise<readonly (readonly unknown[])[]> => {
      const written = vi.spyOn(console, 'error').mockReturnValue();
      try {
        await (await serve(untyped({ report: undefined, ...options })))(request);
        return written.mock.calls;
      } finally {
        written.mockRestore();
      }
    };

    const cause = new Error('no database');
    const broken = { clients: { find: () => Promise.reject(cause) } };

    it('a port that throws leaves its cause on the console.', async () => {
      expect(await lines(broken)).toEqual([
        ['codegrant: a request to the endpoint authorize failed. Set report to handle it.', cause],
      ]);
    });

    it('the line names the client if it is known.', async () => {
      expect(await lines({ owner: { identify: () => Promise.reject(cause) } })).toEqual([
        ['codegrant: a request of the client "web" to the endpoint authorize failed. Set report to handle it.', cause],
      ]);
    });

    it('nothing else is written, however a request ends.', async () => {
      for (const request of [authorizeWith(), authorizeWith('&scope=nope'), unknownClient, redemptionOf('unknown')])
        expect(await lines({}, request)).toEqual([]);
    });

    it('a report that is given is told alone.', async () => {
      const events: ServerEvent[] = [];
      expect(await lines({ ...broken, report: (event: ServerEvent) => void events.push(event) })).toEqual([]);
      expect(causesIn(events)).toEqual(['Error: no database']);
    });

    const noLog = new Error('no log');

    it.each<[string, () => unknown]>([
      [
        'throws',
        () => {
          throw noLog;
        },
      ],
      ['rejects', () => Promise.reject(noLog)],
    ])('a report that %s is told to the console, together with the failure that it was told.', async (_how, report) => {
      const first = (kind: string) =>
        `codegrant: report failed for an event of the kind ${kind}. The answer is not affected.`;
      expect(await lines({ report })).toEqual([[first('signInRequested'), noLog]]);
      expect(await lines({ ...broken, report })).toEqual([
        [first('failed'), noLog],
        ['codegrant: a request to the endpoint authorize failed. Set report to handle it.', cause],
      ]);
    });
  });
};
