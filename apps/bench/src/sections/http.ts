import { loadWithAutocannon } from '../http/autocannon.ts';
import { checkServer, targetOf } from '../http/check-server.ts';
import type { ListenerName } from '../http/listeners.ts';
import type { Load, LoadServer } from '../http/load.ts';
import { type StartedServer, startServer } from '../http/start-server.ts';
import { loadWithWrk, wrkVersion } from '../http/wrk.ts';
import { shuffle } from '../measure/shuffle.ts';
import { median } from '../measure/statistics.ts';
import type { Options } from '../options.ts';
import { formatTime } from '../report/format.ts';
import type { Table } from '../report/table.ts';
import { ordinary } from '../workload/scenario.ts';
import type { Kind } from '../workload/kinds.ts';
import { workloadOf } from '../workload/workload.ts';
import { inOther } from './measure-rows.ts';
import type { Section } from './section.ts';

/** What is sent: valid requests, and requests whose error the client is told. */
const kinds = ['valid', 'badScope'] as const satisfies Kind[];

type Sent = (typeof kinds)[number];

/** Each server, and the bare framework below it. */
const bareOf: Readonly<Record<ListenerName, ListenerName>> = {
  'node:http, static 302': 'node:http, static 302',
  'Fastify, static 302': 'Fastify, static 302',
  'Hono on @hono/node-server, static 302': 'Hono on @hono/node-server, static 302',
  'floor on node:http': 'node:http, static 302',
  '@codegrant/node': 'node:http, static 302',
  '@codegrant/fastify': 'Fastify, static 302',
  '@codegrant/fetch on @hono/node-server': 'Hono on @hono/node-server, static 302',
};

const allNames: readonly ListenerName[] = [
  'node:http, static 302',
  'Fastify, static 302',
  'Hono on @hono/node-server, static 302',
  'floor on node:http',
  '@codegrant/node',
  '@codegrant/fastify',
  '@codegrant/fetch on @hono/node-server',
];

const quickNames: readonly ListenerName[] = [
  'node:http, static 302',
  'Fastify, static 302',
  '@codegrant/node',
  '@codegrant/fastify',
];

/** One server that gets requests of one kind, and what each round says. */
interface Task {
  readonly server: StartedServer;
  readonly kind: Sent;
  readonly loads: Load[];
  /** The processor time of the server for one request, in nanoseconds. */
  readonly nanoseconds: number[];
}

const workload = workloadOf(ordinary);

const targetsOf = (kind: Sent): readonly string[] => workload.requests[kind].map(({ query }) => targetOf(query));

const runTask = async ({ server, kind, loads, nanoseconds }: Task, load: LoadServer, seconds: number) => {
  const before = await server.processorTime();
  const measured = await load(server.origin, targetsOf(kind), seconds);
  nanoseconds.push(((await server.processorTime()) - before) / measured.requests);
  loads.push(measured);
};

const measure = async (
  servers: readonly StartedServer[],
  load: LoadServer,
  { quick, rounds }: Options,
): Promise<readonly Task[]> => {
  const tasks = servers.flatMap((server) => kinds.map((kind): Task => ({ server, kind, loads: [], nanoseconds: [] })));
  for (const server of servers) await checkServer(server, workload);
  const seconds = quick ? 1 : 2;
  // An untimed load, so that V8 has compiled what is measured.
  for (const { origin } of servers) await load(origin, kinds.flatMap(targetsOf), 2 * seconds);
  for (let round = 0; round < (rounds ?? (quick ? 2 : 7)); round += 1)
    for (const task of shuffle(tasks)) await runTask(task, load, seconds);
  return tasks;
};

/** How much of what its bare framework can do a row does, by processor time, round by round. */
const shareOf = (tasks: readonly Task[], name: string, kind: Sent): number | undefined => {
  const taskOf = (wanted: string | undefined): Task | undefined =>
    tasks.find((task) => task.server.name === wanted && task.kind === kind);
  const task = taskOf(name);
  const [own, bare] = [task?.nanoseconds, taskOf(task && bareOf[task.server.listener])?.nanoseconds];
  return own && bare && median(own.map((time, round) => (bare[round] ?? Number.NaN) / time));
};

const percent = (share: number | undefined): string => (share === undefined ? '' : `${(share * 100).toFixed(0)} %`);

const tableOf = (tasks: readonly Task[], kind: Sent, title: string, notes: readonly string[]): Table => ({
  title,
  columns: ['server', 'requests per second', 'p50', 'p99', 'processor time per request', 'of its bare framework'],
  rows: tasks
    .filter((task) => task.kind === kind)
    .map(({ server, loads, nanoseconds }) => {
      const middle = (what: keyof Load): number => median(loads.map((load) => load[what]));
      return [
        server.name,
        middle('perSecond').toFixed(0),
        `${middle('p50').toFixed(2)} ms`,
        `${middle('p99').toFixed(2)} ms`,
        formatTime(median(nanoseconds)),
        percent(shareOf(tasks, server.name, kind)),
      ];
    }),
  notes,
});

/** Authorization requests over HTTP, loaded from another process. */
export const http: Section = async ({ options }) => {
  const wrk = wrkVersion();
  const servers: StartedServer[] = [];
  try {
    for (const listener of options.quick ? quickNames : allNames) {
      servers.push(await startServer(listener, listener));
      if (options.against !== undefined && listener.startsWith('@codegrant/'))
        servers.push(await startServer(inOther(listener), listener, options.against));
    }
    const tasks = await measure(servers, wrk === undefined ? loadWithAutocannon : loadWithWrk, options);
    const loader = wrk === undefined ? 'autocannon' : `wrk ${wrk}`;
    const notes = [`Loaded by ${loader}, with one thread and 16 connections, one server at a time.`];
    return {
      tables: [
        tableOf(tasks, 'valid', 'Over HTTP: valid authorization requests', notes),
        tableOf(tasks, 'badScope', 'Over HTTP: authorization requests with an unknown scope', notes),
      ],
      measures: {
        nodeValid: shareOf(tasks, '@codegrant/node', 'valid'),
        nodeRefused: shareOf(tasks, '@codegrant/node', 'badScope'),
        fastifyValid: shareOf(tasks, '@codegrant/fastify', 'valid'),
      },
    };
  } finally {
    servers.forEach(({ stop }) => stop());
  }
};
