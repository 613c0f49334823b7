import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../src/settings.ts';
import { storageAdvice } from '../src/storage-advice.ts';
import { read, root } from './documents.ts';
import { describeWithRedisEngine } from './shared-storage.ts';
import { exampleForTest } from './use-example.ts';

const CONSENT_KEY = 'k'.repeat(43);

const adviceFor = (settings: Readonly<Record<string, string>>): readonly string[] =>
  storageAdvice(readSettings(settings)).map((advice) => advice.replace(/:.*/, ''));

describe('At its start, the example says', () => {
  it.each([
    ['nothing, with its own memory', { STORE: 'memory' }, []],
    ['that CONSENT_KEY is missing, with a storage that outlives it', { STORE: 'sqlite:x.db' }, ['CONSENT_KEY']],
    ['nothing, with a database that keeps everything', { STORE: 'postgres://localhost/x', CONSENT_KEY }, []],
    ['that Redis does not keep consents', { STORE: 'redis://localhost', CONSENT_KEY }, ['STORE']],
    ['nothing of SIGNING_KEYS, with its own memory', { ACCESS_TOKENS: 'jwt' }, []],
    [
      'nothing, with JWTs and a key that is kept',
      { STORE: 'sqlite:x.db', CONSENT_KEY, ACCESS_TOKENS: 'jwt', SIGNING_KEYS: '{"kty":"EC","d":"x"}' },
      [],
    ],
    ['all of it', { STORE: 'rediss://localhost', ACCESS_TOKENS: 'jwt' }, ['STORE', 'CONSENT_KEY', 'SIGNING_KEYS']],
  ])('%s.', (_what, settings, names) => {
    expect(adviceFor(settings)).toEqual(names);
  });

  it('how to make a CONSENT_KEY that it accepts, as the README does.', () => {
    const [, command = ''] = /\$\((openssl .*)\)/.exec(read('README.md')) ?? [];
    expect(() => readSettings({ CONSENT_KEY: 'short' })).toThrow(`one: ${command}`);
    const key = execFileSync('sh', ['-c', command], { encoding: 'utf8' }).trim();
    expect(readSettings({ CONSENT_KEY: key }).CONSENT_KEY?.map(({ length }) => length)).toEqual([32]);
    expect(readSettings({ CONSENT_KEY: `${key},${CONSENT_KEY}` }).CONSENT_KEY).toHaveLength(2);
  });

  it('how to make SIGNING_KEYS that it accepts, as the README does.', async () => {
    const [, script = ''] =
      /^export SIGNING_KEYS=\$\(npx -y pnpm@12 --silent ([\w-]+)\)$/m.exec(read('README.md')) ?? [];
    expect(() => readSettings({ ACCESS_TOKENS: 'jwt', SIGNING_KEYS: 'short' })).toThrow(`--silent ${script}`);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
    const [, ...args] = scripts[script]?.split(' ') ?? [];
    const SIGNING_KEYS = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    const { serverUrl } = await exampleForTest({ ACCESS_TOKENS: 'jwt', SIGNING_KEYS });
    const { keys } = (await (await fetch(`${serverUrl}/oauth/jwks`)).json()) as { keys: readonly { kid: string }[] };
    expect(keys.map(({ kid }) => kid)).toEqual([JSON.parse(SIGNING_KEYS).kid]);
  });
});

describeWithRedisEngine('With Redis,', (engine) => {
  it('the advice goes to stderr, and stdout has the two URLs alone.', async () => {
    const { lines } = await exampleForTest({ STORE: engine().url });
    expect(lines).toEqual([expect.stringMatching(/^Demo client: /), expect.stringMatching(/^Authorization server: /)]);
  });
});
