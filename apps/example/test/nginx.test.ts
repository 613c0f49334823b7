import { expect, it, onTestFinished } from 'vitest';
import { listen } from './listen.ts';
import { describeWithNginx, nginxForTest } from './nginx.ts';

/** A server that answers with a word and the path it was asked for. */
const serve = async (word: string): Promise<string> => {
  const { origin, close } = await listen(({ url }, response) => void response.end(`${word} ${url}`));
  onTestFinished(close);
  return new URL(origin).host;
};

const textOf = async (url: string): Promise<string> => (await fetch(url)).text();

describeWithNginx('nginx, started by a test,', () => {
  it('passes requests on as its configuration says.', async () => {
    const origin = await nginxForTest({ server: `location /auth/ { proxy_pass http://${await serve('app')}/; }` });
    expect(await textOf(`${origin}/auth/token?a=1`)).toBe('app /token?a=1');
    expect((await fetch(`${origin}/elsewhere`)).status).toBe(404);
  });

  it('can spread requests over several processes.', async () => {
    const http = `upstream app { server ${await serve('one')}; server ${await serve('two')}; }`;
    const origin = await nginxForTest({ http, server: 'location / { proxy_pass http://app; }' });
    const answers = [await textOf(`${origin}/a`), await textOf(`${origin}/a`)];
    expect(answers.toSorted()).toEqual(['one /a', 'two /a']);
  });

  it('says what is wrong with a configuration.', async () => {
    await expect(nginxForTest({ server: 'proxy_pas x;' })).rejects.toThrow('unknown directive "proxy_pas"');
  });
});
