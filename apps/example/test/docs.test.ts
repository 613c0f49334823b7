import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const snippet = (name: string): string => join(import.meta.dirname, 'snippets', name);

/** The TypeScript blocks of a document. */
const blocksOf = (document: string): readonly string[] =>
  Array.from(read(document).matchAll(/```ts\n([\s\S]*?)```/g), ([, block]) => block ?? '');

const run = (name: string): string =>
  execFileSync(process.execPath, ['--conditions=@codegrant/source', snippet(name)], { encoding: 'utf8' });

describe('The documents show code that runs:', () => {
  it('every TypeScript block of the README is a snippet that the tests run.', () => {
    const snippets = ['node-server.ts', 'decide.ts'].map((name) => readFileSync(snippet(name), 'utf8'));
    expect(blocksOf('README.md')).toEqual(snippets);
  });

  it('the README’s decision is the one that it says it is.', () => {
    expect(run('decide.ts')).toBe(
      'pkce-used - code_challenge is missing. This client must use PKCE: send code_challenge and code_challenge_method=S256.\n',
    );
    expect(read('README.md')).toContain(run('decide.ts'));
  });

  it('the README’s server serves.', async () => {
    const child = spawn(process.execPath, ['--conditions=@codegrant/source', snippet('node-server.ts')], {
      env: { PORT: '32189' },
    });
    onTestFinished(() => void child.kill());
    const query = 'response_type=code&client_id=cli&redirect_uri=http%3A%2F%2F127.0.0.1%3A8912%2Fcallback';
    const address = `http://127.0.0.1:32189/oauth/authorize?${query}`;
    const answer = async (): Promise<Response> => {
      try {
        return await fetch(address, { redirect: 'manual' });
      } catch {
        return answer();
      }
    };
    expect((await answer()).headers.get('location')).toContain('http://127.0.0.1:8912/callback?error=invalid_request');
  });

  it.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'])(
    'every file that %s links to is there.',
    (document) => {
      const links = Array.from(read(document).matchAll(/\]\((?!https?:)([^)#]+)/g), ([, target]) => target ?? '');
      for (const link of links) expect(() => readFileSync(join(root, link)), link).not.toThrow(/ENOENT/);
    },
  );

  it('every pnpm command that the documents name is a script.', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = ['README.md', 'CONTRIBUTING.md'].flatMap((document) =>
      Array.from(
        read(document).matchAll(/pnpm(?:@12)? ((?!install|exec|changeset)[a-z:]+)/g),
        ([, name]) => name ?? '',
      ),
    );
    expect(commands.length).toBeGreaterThan(0);
    for (const name of commands) expect(scripts, name).toHaveProperty(name);
  });
});
