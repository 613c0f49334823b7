import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stderrOf, stop, untilReady } from '../../../testing/child-process.ts';
import { describeUnlessMissing } from '../../../testing/describe-unless-missing.ts';
import { accepts } from '../../../testing/free-port.ts';
import { freeOrigin } from './free-origin.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

const nginx = [process.env['NGINX_PATH'], '/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(
  (path) => path !== undefined && existsSync(path),
);

/**
 * A suite that starts nginx. Where nginx is not installed, the suite is skipped and its title says so. In CI a
 * test fails.
 */
export const describeWithNginx = (title: string, tests: () => void): void =>
  describeUnlessMissing(
    nginx === undefined ? 'nginx is not installed. Install it, or set NGINX_PATH.' : undefined,
    title,
    tests,
  );

/** Parts of a configuration of nginx. */
export interface NginxConfiguration {
  /** Lines of the `server` block, such as `location / { proxy_pass http://127.0.0.1:3000; }`. */
  readonly server: string;
  /** Lines of the `http` block, such as an `upstream` with several processes. Default: none. */
  readonly http?: string;
  /** Where nginx listens, such as `http://127.0.0.1:8080`. Default: any free port of 127.0.0.1. */
  readonly origin?: string;
}

// One process, which keeps all its files in the folder: nothing of the machine's own nginx is read or written.
const configurationOf = ({ server, http = '' }: NginxConfiguration, host: string): string => `daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  ${http}
  server {
    listen ${host};
    ${server}
  }
}
`;

/**
 * Starts nginx with a configuration of its own on 127.0.0.1, and stops it when the test ends.
 *
 * @returns its origin, such as `http://127.0.0.1:8080`
 * @throws if nginx is not installed, or if it does not accept the configuration. The message has what nginx says
 */
export const nginxForTest = async (configuration: NginxConfiguration): Promise<string> => {
  if (nginx === undefined) throw new Error('nginx not found. Install it (apt-get install nginx), or set NGINX_PATH.');
  const folder = temporaryFolder(onTestFinished);
  const origin = configuration.origin ?? (await freeOrigin());
  const { host, port } = new URL(origin);
  writeFileSync(join(folder, 'nginx.conf'), configurationOf(configuration, host));
  const child = spawn(nginx, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => stop(child));
  const stderr = stderrOf(child);
  await untilReady(child, () => accepts(Number(port))).catch((cause: unknown) => {
    throw new Error(`nginx did not start: ${stderr()}`, { cause });
  });
  return origin;
};
