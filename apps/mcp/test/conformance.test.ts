import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exitCodeOf } from '../../../testing/child-process.ts';
import { freePort } from '../../../testing/free-port.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { answerInPerson } from './answer-in-person.ts';
import { startApp } from './start-app.ts';

const command = join(import.meta.dirname, '../node_modules/@modelcontextprotocol/conformance/dist/index.js');

/** Runs the conformance command of MCP for authorization servers. It prints a URL, which somebody must open in a browser. */
const runCommand = async (options: Readonly<Record<string, string>>): Promise<number | null> => {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(process.execPath, [command, 'authorization', ...args], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  for await (const line of createInterface(child.stdout))
    if (/^https?:\S*[?&]code_challenge=/.test(line)) await fetch(await answerInPerson(line));
  return exitCodeOf(child);
};

/** The status of each check, from the files that the command wrote. Its output has no warnings. */
const statusesIn = (folder: string): Readonly<Record<string, string>> => {
  const files = readdirSync(folder, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith('.json'));
  const checks = files.flatMap((file): { id: string; status: string }[] =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')),
  );
  return Object.fromEntries(checks.map(({ id, status }) => [id, status]));
};

describe('The conformance command of MCP', () => {
  it('finds nothing wrong with the authorization server, and warns of nothing (R347).', async () => {
    const { url } = await startApp();
    const folder = temporaryFolder();
    const exitCode = await runCommand({
      url,
      'client-id': 'mcp-client',
      resource: `${url}/mcp`,
      port: String(await freePort()),
      'output-dir': folder,
    });
    expect(statusesIn(folder)).toEqual({
      'authorization-server-metadata': 'SUCCESS',
      'authorization-server-metadata-cimd': 'SUCCESS',
      'authorization-code-grant': 'SUCCESS',
    });
    expect(exitCode).toBe(0);
  });
});
