import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { certificateFor } from '../../../../packages/client-documents/test/fixtures/certificate.ts';
import { startDns } from '../../../../packages/client-documents/test/fixtures/dns-server.ts';
import type { Outcome } from '../stores/vitest.ts';

const certificate = await certificateFor(['client.example', '127.0.0.1', 'localhost']);
const other = await certificateFor(['client.example']);
const json = { 'content-type': 'application/json', 'cache-control': 'max-age=60' };

const answers: Readonly<Record<string, RequestListener>> = {
  '/redirect': (_request, response) => response.writeHead(302, { location: '/client.json' }).end('{}'),
  '/error': (_request, response) => response.writeHead(404, json).end('{}'.padEnd(100_000)),
  '/large': (_request, response) => response.writeHead(200, json).end('{}'.padEnd(6000)),
  '/gzip': (_request, response) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('{}')),
  '/switch': ({ socket }) =>
    socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'),
  '/slow': () => undefined,
  '/slow-body': (_request, response) => response.writeHead(200, json).write('{'),
};

const publish: RequestListener = (request, response) => {
  const answer = answers[request.url ?? ''];
  if (answer !== undefined) return answer(request, response);
  const { url, headers } = request;
  response.writeHead(200, json).end(JSON.stringify({ url, host: headers.host }));
};

const startServer = async () => {
  const server = createServer(certificate, publish);
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** Bundles the checks. Those for runtimes with the modules of Node replace what the published package does not let anybody replace. */
export const bundleFetches = async (folder: string): Promise<void> => {
  const forNode = await rolldown({
    input: join(import.meta.dirname, 'check-fetch.ts'),
    platform: 'node',
    external: [/^node:/, /^@codegrant\//],
  });
  await forNode.write({ file: join(folder, 'fetches/check-fetch.js'), format: 'esm' });
  const forWorkers = await rolldown({
    input: join(folder, 'fetches/worker.ts'),
    platform: 'browser',
    resolve: { conditionNames: ['workerd', 'worker', 'browser', 'import'] },
  });
  await forWorkers.write({ file: join(folder, 'fetches/worker.js'), format: 'esm' });
};

const passedIn = async (
  folder: string,
  [file, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
): Promise<number> => {
  const { stdout } = await promisify(execFile)(file, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
  const { passed, failures } = JSON.parse(stdout) as Outcome;
  if (failures.length > 0) throw new Error(failures.join('; '));
  return passed;
};

/** Fetches in workerd. Returns how many checks passed. */
export const checkWorkerFetches = (folder: string, node: string): Promise<number> =>
  passedIn(folder, [node, 'fetches/check-worker.ts'], {});

/**
 * Fetches from servers of this machine, in a runtime with the modules of Node. The environment names a proxy, and says that certificates
 * are not verified.
 *
 * @param command runs the file fetches/check-fetch.js
 * @returns how many checks passed
 * @throws if one fails, or if the inside got a connection
 */
export const checkFetches = async (folder: string, command: readonly [string, ...string[]]): Promise<number> => {
  const [publisher, inside] = [await startServer(), await startServer()];
  const dns = await startDns({ A: [new Uint8Array([127, 0, 0, 1])] });
  const proxy = `http://127.0.0.1:${inside.port}`;
  try {
    const passed = await passedIn(folder, command, {
      CA: certificate.cert,
      OTHER_CA: other.cert,
      PUBLISHER_PORT: String(publisher.port),
      INSIDE_PORT: String(inside.port),
      DNS_SERVER: dns.address,
      HTTPS_PROXY: proxy,
      https_proxy: proxy,
      HTTP_PROXY: proxy,
      NODE_USE_ENV_PROXY: '1',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      // Deno would look for a newer version, through the proxy.
      DENO_NO_UPDATE_CHECK: '1',
    });
    if (inside.connections() > 0) throw new Error(`The inside got ${inside.connections()} connections.`);
    return passed;
  } finally {
    publisher.stop();
    inside.stop();
    dns.stop();
  }
};
