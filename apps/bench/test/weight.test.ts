import { afterEach, expect, it, vi } from 'vitest';
import { authorizeProgram } from '../src/weight/authorize-program.ts';
import { freshProcess } from '../src/weight/fresh-process.ts';

afterEach(() => void vi.unstubAllEnvs());

it('The program whose memory is measured answers every request with a redirect.', () => {
  // The source, so that the test needs no build.
  vi.stubEnv('NODE_OPTIONS', '--conditions=@codegrant/source');
  expect(freshProcess(authorizeProgram(3)).rss).toBeGreaterThan(0);
});
