import { type AuthorizationServer, createAuthorizationServer, type RequestBody } from '@codegrant/server';
import { hostileBodies, ordinaryBody } from '../hostile-bodies.ts';
import { processorTime } from '../measure/processor-time.ts';
import { shuffle } from '../measure/shuffle.ts';
import { median, ratioOf } from '../measure/statistics.ts';
import { formatRatio, formatTime } from '../report/format.ts';
import { checkFormRefused, type FormEndpoint, formEndpoints } from '../rows/check-form.ts';
import { readReply } from '../rows/own/read-reply.ts';
import { formRequest } from '../rows/own/requests.ts';
import { serverOptions } from '../server-options.ts';
import { roundsOf } from './rounds.ts';
import type { Section } from './section.ts';

const ordinary = 'ordinary: 850 checkboxes';

const bodies: Readonly<Record<string, string>> = { [ordinary]: ordinaryBody, ...hostileBodies };

/** A body in chunks, as a socket passes it. */
const chunksOf = async function* (body: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384);
};

const bodyOf = (body: string): RequestBody => ({ parsed: undefined, stream: chunksOf(body) });

/** One body that is sent to one endpoint, and what it cost in each round, in nanoseconds. */
interface Task {
  readonly name: string;
  readonly endpoint: FormEndpoint;
  readonly nanoseconds: number[];
}

/** With fewer rounds, one garbage collection changes the median of a body that takes 100 µs. */
const fewestRounds = 31;

/** Every form is sent so often before it is timed, so that V8 has compiled what is measured. */
const untimedRounds = 20;

const send = async ({ handle }: AuthorizationServer<unknown>, { name, endpoint }: Task): Promise<number> => {
  const start = processorTime();
  const reply = await handle(formRequest(endpoint, () => bodyOf(bodies[name] ?? '')));
  const nanoseconds = processorTime() - start;
  checkFormRefused(endpoint, readReply(reply));
  return nanoseconds;
};

const measure = async (rounds: number): Promise<readonly Task[]> => {
  const server = createAuthorizationServer<unknown>(serverOptions());
  const tasks = Object.keys(bodies).flatMap((name) =>
    formEndpoints.map((endpoint): Task => ({ name, endpoint, nanoseconds: [] })),
  );
  for (let round = 0; round < untimedRounds; round += 1) for (const task of shuffle(tasks)) await send(server, task);
  for (let round = 0; round < rounds; round += 1)
    for (const task of shuffle(tasks)) task.nanoseconds.push(await send(server, task));
  return tasks;
};

/** Forms of 64 KiB that anyone may send, compared with an ordinary one of the same size. */
export const hostileBodySection: Section = async ({ options }) => {
  const rounds = Math.max(fewestRounds, roundsOf(options, { quick: 31, full: 101 }));
  const tasks = await measure(rounds);
  const taskOf = (name: string, endpoint: string): readonly number[] =>
    tasks.find((task) => task.name === name && task.endpoint === endpoint)?.nanoseconds ?? [];
  const ratio = (name: string, endpoint: string): number =>
    ratioOf(taskOf(name, endpoint), taskOf(ordinary, endpoint)).median;
  return {
    tables: [
      {
        title: 'A form of 64 KiB, by what is in it',
        columns: ['64 KiB of', ...formEndpoints.flatMap((endpoint) => [endpoint, 'to ordinary'])],
        rows: Object.keys(bodies).map((name) => [
          name,
          ...formEndpoints.flatMap((endpoint) => [
            formatTime(median(taskOf(name, endpoint))),
            formatRatio(ratio(name, endpoint)),
          ]),
        ]),
        notes: [`The benchmark measured each form in ${rounds} rounds. The server refuses every form in the table.`],
      },
    ],
    measures: {
      hostileBody: Math.max(
        ...Object.keys(hostileBodies).flatMap((name) => formEndpoints.map((endpoint) => ratio(name, endpoint))),
      ),
    },
  };
};
