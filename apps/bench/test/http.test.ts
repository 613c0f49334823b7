import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { loadWithAutocannon } from '../src/http/autocannon.ts';
import { listeners, type ListenerName } from '../src/http/listeners.ts';
import type { LoadServer } from '../src/http/load.ts';
import { type LoadTask, runLoadTask, type SentKind, sentKinds } from '../src/http/load-task.ts';
import { serversOf } from '../src/http/servers.ts';
import { processorTime } from '../src/measure/processor-time.ts';
import { ordinary } from '../src/workload/scenario.ts';
import { workloadOf } from '../src/workload/workload.ts';

const workload = workloadOf({ ...ordinary, requests: 16 });

const closes: (() => void)[] = [];
afterEach(() => {
  closes.splice(0).forEach((close) => close());
});

/** A server of the section, which answers `instead` as soon as that is a status. */
const serve = async (name: ListenerName, instead: () => number | undefined = () => undefined) => {
  const listener = await listeners[name](workload);
  const server = createServer((request, response) => {
    const status = instead();
    if (status === undefined) listener(request, response);
    else response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closes.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { name, listener: name, origin: `http://127.0.0.1:${port}`, processorTime: async () => processorTime() };
};

const taskOf = (server: LoadTask['server'], kind: SentKind): LoadTask => ({ server, kind, loads: [], nanoseconds: [] });

describe('A load of a server:', () => {
  it.each(serversOf(false))('%s is measured with every kind of request.', async (name) => {
    for (const kind of sentKinds) {
      const task = taskOf(await serve(name), kind);
      const few: LoadServer = async (origin, targets) => {
        for (const target of targets) await fetch(origin + target, { redirect: 'manual' });
        return { requests: targets.length, perSecond: 1, p50: 1, p99: 1 };
      };
      await runLoadTask(task, workload, few, 1);
      expect(task.loads).toHaveLength(1);
      expect(task.nanoseconds[0]).toBeGreaterThan(0);
    }
  });

  it.each<[SentKind, ListenerName, number]>([
    ['valid', '@codegrant/node', 200],
    ['valid', 'floor on node:http', 500],
    ['badScope', '@codegrant/node', 302],
    ['valid', 'node:http, static 302', 200],
  ])('%s requests are not measured if %s answers %d after the load.', async (kind, name, status) => {
    let loaded = false;
    const server = await serve(name, () => (loaded ? status : undefined));
    const load: LoadServer = async () => {
      loaded = true;
      return { requests: 1, perSecond: 1, p50: 1, p99: 1 };
    };
    await expect(runLoadTask(taskOf(server, kind), workload, load, 1)).rejects.toThrow(String(status));
  });

  it('a load in which a request fails is not measured.', async () => {
    const server = await serve('@codegrant/node', () => 503);
    await expect(loadWithAutocannon(server.origin, ['/'], 1)).rejects.toThrow('requests failed');
  });
});
