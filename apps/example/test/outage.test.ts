import { createClient } from 'redis';
import { expect, it } from 'vitest';
import { browserSession } from './browser-session.ts';
import { locationOf } from './location-of.ts';
import { authorizationUrl, clientsFile } from './registered-client.ts';
import { describeWithPostgresqlEngine, describeWithRedisEngine, type Engine } from './shared-storage.ts';
import { adapters } from './start-example.ts';
import { exampleForTest } from './use-example.ts';

const demo = { username: 'demo', password: 'demo' };

const pagesOfTheApp = (engine: () => Engine): void => {
  it.each(adapters)(
    'the pages and the API of the app say so and nothing more, until it is back. ADAPTER=%s',
    async (ADAPTER) => {
      const { serverUrl } = await exampleForTest({ ADAPTER, STORE: engine().url });
      const browser = browserSession(serverUrl);
      await browser.post('/sign-in', demo);
      await engine().end();
      const me = await fetch(`${serverUrl}/me`, { headers: { authorization: 'Bearer token' } });
      expect(me.status).toBe(503);
      expect(await me.json()).toMatchObject({ error: 'temporarily_unavailable' });
      for (const response of [await browser.get('/account'), await browser.post('/sign-in', demo)]) {
        expect(response.status).toBe(503);
        expect(await response.text()).toBe('This service is not available at the moment. Try again in a minute.\n');
      }
      await engine().start();
      await expect.poll(async () => (await browser.get('/account')).status, { timeout: 20_000 }).toBe(200);
    },
  );
};

describeWithRedisEngine('While Redis is stopped,', pagesOfTheApp);
describeWithPostgresqlEngine('While PostgreSQL is stopped,', pagesOfTheApp);

describeWithRedisEngine('While Redis keeps its connections and answers nothing,', (engine) => {
  it('a request is not kept waiting until it answers again, and then the same process serves.', async () => {
    const { serverUrl } = await exampleForTest({ STORE: engine().url, CLIENTS: clientsFile });
    const browser = browserSession(serverUrl);
    await browser.post('/sign-in', demo);
    const client = await createClient({ url: engine().url }).connect();
    await client.sendCommand(['CLIENT', 'PAUSE', '12000', 'ALL']);
    const goneOn = client.ping();
    const waiting = [browser.get('/account'), browser.get(authorizationUrl(serverUrl, 's256'))];
    const [account, answer] = await Promise.all(waiting);
    expect(account?.status).toBe(503);
    expect(answer === undefined ? '' : locationOf(answer)).toMatch(/[?&]error=temporarily_unavailable&/);
    await goneOn;
    client.destroy();
    await expect.poll(async () => (await browser.get('/account')).status, { timeout: 20_000 }).toBe(200);
  });
});
