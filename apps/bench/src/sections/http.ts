import { loadWithAutocannon } from '../http/autocannon.ts';
import { checkServer } from '../http/check-server.ts';
import { connections, type LoadServer } from '../http/load.ts';
import { type LoadTask, runLoadTask, sentKinds, targetsOf } from '../http/load-task.ts';
import { serversOf } from '../http/servers.ts';
import { type StartedServer, startServer } from '../http/start-server.ts';
import { loadWithWrk, wrkVersion } from '../http/wrk.ts';
import { shuffle } from '../measure/shuffle.ts';
import type { Options } from '../options.ts';
import { ordinary } from '../workload/scenario.ts';
import { workloadOf } from '../workload/workload.ts';
import { httpTable, shareOf } from './http-table.ts';
import { inOther } from './measure-rows.ts';
import { roundsOf } from './rounds.ts';
import type { Section } from './section.ts';

const measure = async (
  servers: readonly StartedServer[],
  load: LoadServer,
  options: Options,
): Promise<readonly LoadTask[]> => {
  const workload = workloadOf(ordinary);
  const seconds = options.quick ? 1 : 2;
  const rounds = roundsOf(options, { quick: 2, full: 7 });
  const tasks = servers.flatMap((server) =>
    sentKinds.map((kind): LoadTask => ({ server, kind, loads: [], nanoseconds: [] })),
  );
  for (const server of servers) await checkServer(server, workload);
  // An untimed load, so that V8 has compiled what is measured.
  const everyTarget = sentKinds.flatMap((kind) => targetsOf(workload, kind));
  for (const { origin } of servers) await load(origin, everyTarget, options.quick ? 1 : 4);
  for (let round = 0; round < rounds; round += 1)
    for (const task of shuffle(tasks)) await runLoadTask(task, workload, load, seconds);
  return tasks;
};

/** Authorization requests over HTTP, loaded from another process. */
export const http: Section = async ({ options }) => {
  const wrk = wrkVersion();
  const servers: StartedServer[] = [];
  try {
    for (const listener of serversOf(options.quick)) {
      servers.push(await startServer(listener, listener));
      if (options.against !== undefined && listener.startsWith('@codegrant/'))
        servers.push(await startServer(inOther(listener), listener, options.against));
    }
    const tasks = await measure(servers, wrk === undefined ? loadWithAutocannon : loadWithWrk, options);
    const loader = wrk === undefined ? 'autocannon' : `wrk ${wrk}`;
    const notes = [`${loader} loads one server at a time, with one thread and ${connections} connections.`];
    return {
      tables: [
        httpTable(tasks, 'valid', 'Over HTTP: valid authorization requests', notes),
        httpTable(tasks, 'badScope', 'Over HTTP: authorization requests with an unknown scope', notes),
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
