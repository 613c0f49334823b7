import { migrate, pg, sqlStore } from '@codegrant/sql';
import { createAuthorizationServer, type Reply, type ServerEvent } from '@codegrant/server';
import { Pool } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { describeWithPostgresql } from './engines/describe-with-postgresql.ts';
import { startLink } from './engines/start-link.ts';

const request = {
  method: 'GET',
  target:
    '/oauth/authorize?response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fweb.example%2Fcb&scope=read' +
    '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256',
  header: () => undefined,
  body: () => ({ parsed: undefined, stream: undefined }),
  context: undefined,
};

describeWithPostgresql('An outage of PostgreSQL', ({ url, schema }) => {
  it('ends each request with a 503, and after it the same process works again (R191, R193).', async () => {
    const link = await startLink(url);
    const pool = new Pool({ connectionString: link.url });
    // Without a handler, a lost connection that is not in use ends the process.
    pool.on('error', () => {});
    onTestFinished(async () => {
      await link.close();
      await pool.end();
    });
    const db = pg(pool);
    await migrate(db, { schema });
    const { storage } = sqlStore(db, { schema });
    await storage.clients.save({ client_id: 'web', redirect_uris: ['https://web.example/cb'] });
    const events: ServerEvent[] = [];
    const server = createAuthorizationServer({
      policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } } },
      owner: { identify: () => undefined },
      consentKeys: [new Uint8Array(32).fill(1)],
      report: (event) => void events.push(event),
      portTimeoutMilliseconds: 2000,
      storage,
    });
    const send = async (): Promise<Reply | undefined> => server.handle(request);
    const failures = (): readonly string[] =>
      events.splice(0).flatMap((event) => (event.kind === 'failed' ? [String(event.cause)] : []));

    expect((await send())?.headers['location']).toMatch(/^\/sign-in\?/);
    expect(failures()).toEqual([]);

    link.state = 'silent';
    expect(await send()).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(failures()).toEqual([
      expect.stringMatching(/^TemporarilyUnavailable: clients\.find did not answer within 2000 milliseconds\./),
    ]);

    link.state = 'closed';
    link.drop();
    expect(await send()).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(failures()).toEqual([
      expect.stringMatching(
        /^TemporarilyUnavailable: clients\.find is not available: The database did not run a statement: /,
      ),
    ]);

    link.state = 'open';
    expect((await send())?.headers['location']).toMatch(/^\/sign-in\?/);
    expect(failures()).toEqual([]);
  });
});
