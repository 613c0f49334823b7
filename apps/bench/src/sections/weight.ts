import { shuffle } from '../measure/shuffle.ts';
import type { Options } from '../options.ts';
import { formatBytes, formatCount, formatMilliseconds } from '../report/format.ts';
import type { Table } from '../report/table.ts';
import { authorizeProgram } from '../weight/authorize-program.ts';
import { bundleSize, coreEntry, workerEntry } from '../weight/bundle-size.ts';
import { freshProcess, type Used } from '../weight/fresh-process.ts';
import { roundsOf } from './rounds.ts';
import type { Section } from './section.ts';

const packages = ['core', 'server', 'node', 'fetch', 'fastify'].map((name) => `@codegrant/${name}`);

const empty = 'an empty process';

const programsFor = ({ quick }: Options): Readonly<Record<string, string>> => {
  const requests = quick ? 3000 : 100_000;
  return {
    [empty]: '',
    ...Object.fromEntries(packages.map((name) => [`import of \`${name}\``, `await import('${name}');`])),
    [`server with memoryStore, after ${formatCount(requests)} valid requests`]: authorizeProgram(requests),
  };
};

/** Runs every program once in each round, each time in a fresh process. */
const measure = (options: Options): ReadonlyMap<string, readonly Used[]> => {
  const measured = new Map<string, Used[]>();
  const programs = Object.entries(programsFor(options));
  const rounds = roundsOf(options, { quick: 5, full: 15 });
  for (let round = 0; round < rounds; round += 1)
    for (const [name, program] of shuffle(programs)) {
      const all = measured.get(name) ?? [];
      measured.set(name, [...all, freshProcess(program)]);
    }
  return new Map(programs.map(([name]) => [name, measured.get(name) ?? []]));
};

/** What a program uses more than an empty process, in the run that used the least: other programs only add to it. */
const over = (measured: ReadonlyMap<string, readonly Used[]>, name: string, what: keyof Used): number => {
  const least = (row: string): number => Math.min(...(measured.get(row) ?? []).map((used) => used[what]));
  return name === empty ? least(empty) : least(name) - least(empty);
};

const mebibytes = (value: number): string => `${(value / 1024 ** 2).toFixed(1)} MiB`;

const processTable = (measured: ReadonlyMap<string, readonly Used[]>): Table => ({
  title: 'What a fresh process uses',
  columns: ['process', 'elapsed', 'processor time', 'RSS'],
  rows: Array.from(measured.keys(), (name) => {
    const cell = (what: keyof Used, format: (value: number) => string): string => {
      const value = over(measured, name, what);
      return name === empty || value < 0 ? format(value) : `+${format(value)}`;
    };
    return [name, cell('elapsed', formatMilliseconds), cell('processor', formatMilliseconds), cell('rss', mebibytes)];
  }),
  notes: [
    'Each value is the lowest value of all rounds. The first row is an empty process. The other rows show how much more time and memory a process needs than the empty process.',
  ],
});

/** The size of the bundles, and what it costs to load the packages. */
export const weight: Section = async ({ options }) => {
  const [worker, core] = [await bundleSize(workerEntry), await bundleSize(coreEntry)];
  const measured = measure(options);
  return {
    tables: [
      {
        title: 'Bundles for a Worker',
        columns: ['bundle', 'minified', 'gzip -9'],
        rows: [
          ['`@codegrant/server` and `@codegrant/fetch`', formatBytes(worker.minified), formatBytes(worker.gzipped)],
          ['`@codegrant/core`, for `decide`', formatBytes(core.minified), formatBytes(core.gzipped)],
        ],
        notes: [],
      },
      processTable(measured),
    ],
    measures: {
      workerBundle: worker.gzipped,
      coldImport: over(measured, 'import of `@codegrant/node`', 'processor'),
    },
  };
};
