import { createAuthorizationServer, type RequestBody } from '@codegrant/server';
import { hostileBodies, ordinaryBody } from '../hostile-bodies.ts';
import { processorTime } from '../measure/processor-time.ts';
import { shuffle } from '../measure/shuffle.ts';
import { median, ratioOf } from '../measure/statistics.ts';
import type { Options } from '../options.ts';
import { formatRatio, formatTime } from '../report/format.ts';
import { formRequest } from '../rows/own/requests.ts';
import { serverOptions } from '../server-options.ts';
import type { Section } from './section.ts';

const ordinary = 'ordinary: 850 checkboxes';

const bodies: Readonly<Record<string, string>> = { [ordinary]: ordinaryBody, ...hostileBodies };

const endpoints = ['/oauth/token', '/oauth/consent'] as const;

/** A body in chunks, as a socket passes it. */
const chunksOf = async function* (body: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384);
};

const bodyOf = (body: string): RequestBody => ({ parsed: undefined, stream: chunksOf(body) });

/** One body that is sent to one endpoint, and what it cost in each round, in nanoseconds. */
interface Task {
  readonly name: string;
  readonly endpoint: string;
  readonly nanoseconds: number[];
}

const roundsOf = ({ quick, rounds }: Options): number => rounds ?? (quick ? 31 : 101);

const measure = async (rounds: number): Promise<readonly Task[]> => {
  const { handle } = createAuthorizationServer<unknown>(serverOptions());
  const tasks = Object.keys(bodies).flatMap((name) =>
    endpoints.map((endpoint): Task => ({ name, endpoint, nanoseconds: [] })),
  );
  for (let round = 0; round < rounds; round += 1)
    for (const { name, endpoint, nanoseconds } of shuffle(tasks)) {
      const start = processorTime();
      const reply = await handle(formRequest(endpoint, () => bodyOf(bodies[name] ?? '')));
      nanoseconds.push(processorTime() - start);
      if (reply === undefined) throw new Error(`${endpoint} is not served, so nothing would be measured.`);
    }
  return tasks;
};

/** Forms of 64 KiB that a stranger may send, compared with an ordinary one of the same size. */
export const hostileBodySection: Section = async ({ options }) => {
  const tasks = await measure(roundsOf(options));
  const taskOf = (name: string, endpoint: string): readonly number[] =>
    tasks.find((task) => task.name === name && task.endpoint === endpoint)?.nanoseconds ?? [];
  const ratio = (name: string, endpoint: string): number =>
    ratioOf(taskOf(name, endpoint), taskOf(ordinary, endpoint)).median;
  return {
    tables: [
      {
        title: 'A form of 64 KiB, by what is in it',
        columns: ['64 KiB of', ...endpoints.flatMap((endpoint) => [endpoint, 'to ordinary'])],
        rows: Object.keys(bodies).map((name) => [
          name,
          ...endpoints.flatMap((endpoint) => [
            formatTime(median(taskOf(name, endpoint))),
            formatRatio(ratio(name, endpoint)),
          ]),
        ]),
        notes: [],
      },
    ],
    measures: {
      hostileBody: Math.max(
        ...Object.keys(hostileBodies).flatMap((name) => endpoints.map((endpoint) => ratio(name, endpoint))),
      ),
    },
  };
};
