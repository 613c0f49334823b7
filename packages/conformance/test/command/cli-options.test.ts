import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/command/cli-options.ts';

const files: Readonly<Record<string, string>> = {
  'clients.json': '[{"client_id":"web"}]',
  'broken.json': '[{',
  'names.json': '["web"]',
};

const readFile = (path: string): string => {
  const text = files[path];
  if (text === undefined) throw new Error('ENOENT');
  return text;
};

const right = ['--authorize', 'http://127.0.0.1:1/authorize', '--clients', 'clients.json'];

describe('Invalid options are reported in one line that names the flag', () => {
  it.each<[string, readonly string[]]>([
    ['--authorize', []],
    ['--authorize', ['--authorize', 'login.example']],
    ['--authorize', ['--authorize', 'ftp://login.example/']],
    ['--clients', ['--authorize', 'http://127.0.0.1:1/']],
    ['--clients', [...right, '--clients', 'missing.json']],
    ['--clients', [...right, '--clients', 'broken.json']],
    ['--clients', [...right, '--clients', 'names.json']],
    ['--token', [...right, '--token', 'x']],
    ['--cookie', [...right, '--cookie', 'a\r\nb']],
    ['--only', [...right, '--only', 'everything']],
    ['--only', [...right, '--only', 'token/pkce']],
    ['--json', [...right, '--json', '']],
    ['--loud', [...right, '--loud']],
  ])('%s (%#).', (flag, args) => {
    const command = readCommand(args, readFile);
    expect(command).toMatchObject({ kind: 'invalid', problem: expect.stringContaining(flag) });
    expect(command.kind === 'invalid' && command.problem).not.toContain('\n');
  });
});

describe('Valid options are parsed:', () => {
  it('the clients in the file are the registered ones.', () => {
    expect(readCommand(right, readFile)).toMatchObject({
      kind: 'run',
      remote: { clients: new Set(['web']), strict: false },
    });
  });

  it('help needs no other option.', () => {
    expect(readCommand(['--help'], readFile)).toEqual({ kind: 'help' });
  });
});
