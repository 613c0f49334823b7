import type { Comparison } from '../measure/comparison.ts';
import type { Effort } from '../measure/interleave.ts';
import type { Options } from '../options.ts';
import { formatCount, formatRatio, formatTime } from '../report/format.ts';
import type { Row } from '../process/row.ts';
import type { OwnRowName } from '../rows/own-rows.ts';
import { ordinary, type Scenario } from '../workload/scenario.ts';
import { serverRow } from './compared-rows.ts';
import { measureRows, millisecondsOf } from './measure-rows.ts';
import { roundsOf } from './rounds.ts';
import type { Section } from './section.ts';

/** One way in which a server grows. */
interface Growth {
  readonly what: string;
  readonly small: Scenario;
  readonly large: Scenario;
  readonly server: OwnRowName;
}

const clientGrowth = (clients: number, requests: number): Growth => {
  // Many different requests, so that a large registry is not read in a few places only.
  const small: Scenario = { ...ordinary, redirectUris: 1, requests, clients: 10 };
  return { what: `clients: 10 to ${formatCount(clients)}`, small, large: { ...small, clients }, server: serverRow };
};

const codeGrowth = (codes: number): Growth => ({
  what: `outstanding codes: 1,000 to ${formatCount(codes)}`,
  small: { ...ordinary, codes: 1000 },
  large: { ...ordinary, codes },
  server: '@codegrant/server, memoryStore',
});

const redirectUriGrowth: Growth = {
  what: 'redirect URIs of a client: 1 to 100',
  small: { ...ordinary, redirectUris: 1 },
  large: { ...ordinary, redirectUris: 100 },
  server: serverRow,
};

const scopeGrowth: Growth = {
  what: 'scopes of a request: 2 to 50',
  small: { ...ordinary, scopes: 2 },
  large: { ...ordinary, scopes: 50 },
  server: serverRow,
};

/** A quick run takes smaller steps: it finds what grows with each entry, and no effects of the processor's caches. */
const growths = ({ quick }: Options): readonly Growth[] =>
  quick
    ? [clientGrowth(50_000, 4096), codeGrowth(50_000)]
    : [clientGrowth(1_000_000, 16_384), codeGrowth(1_000_000), redirectUriGrowth, scopeGrowth];

/** The names of the four rows of one growth. */
const names = ['floor, small', 'floor, large', 'server, small', 'server, large'] as const;

const rowsOf = ({ small, large, server }: Growth): readonly Row[] => {
  const row = (name: string, own: OwnRowName, scenario: Scenario): Row => ({
    name,
    source: { kind: 'own', name: own },
    scenario,
    exercises: ['valid'],
  });
  return [
    row('floor, small', 'floor', small),
    row('floor, large', 'floor', large),
    row('server, small', server, small),
    row('server, large', server, large),
  ];
};

const growthOf = (comparison: Comparison, what: 'floor' | 'server'): number =>
  comparison.ratio(`${what}, large`, `${what}, small`, 'valid')?.median ?? Number.NaN;

const toFloor = (comparison: Comparison): number => growthOf(comparison, 'server') / growthOf(comparison, 'floor');

const lineOf = (what: string, comparison: Comparison): readonly string[] => [
  what,
  ...names.map((name) => formatTime(comparison.time(name, 'valid') ?? Number.NaN)),
  formatRatio(growthOf(comparison, 'floor')),
  formatRatio(growthOf(comparison, 'server')),
  formatRatio(toFloor(comparison)),
];

// A full garbage collection of a large heap, before each batch, takes longer than the batch.
const effortOf = (options: Options): Effort => ({
  rounds: roundsOf(options, { quick: 5, full: 21 }),
  milliseconds: millisecondsOf(options),
});

/** Valid requests, with few and with many clients, codes, redirect URIs and scopes. */
export const growth: Section = async ({ options }) => {
  const measured: { readonly what: string; readonly comparison: Comparison }[] = [];
  for (const each of growths(options))
    measured.push({ what: each.what, comparison: (await measureRows(rowsOf(each), effortOf(options))).comparison });
  const [clients, codes] = measured.map(({ comparison }) => toFloor(comparison));
  return {
    tables: [
      {
        title: 'A valid request, while what the server keeps grows',
        columns: ['what grows', ...names, 'floor grows', 'server grows', 'server to floor'],
        rows: measured.map(({ what, comparison }) => lineOf(what, comparison)),
        notes: [
          'The row of outstanding codes keeps its codes in `memoryStore`. The other rows keep their codes in a map, and delete the oldest codes.',
        ],
      },
    ],
    measures: { growthClients: clients, growthCodes: codes },
  };
};
