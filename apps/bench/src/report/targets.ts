import { formatBytes, formatMilliseconds, formatRatio, formatShare } from './format.ts';

/** A value that a section measures for a target. */
type MeasureName =
  | 'decide'
  | 'server'
  | 'serverPromises'
  | 'refusedUnknownClient'
  | 'refusedBadRedirectUri'
  | 'refusedBadScope'
  | 'redeem'
  | 'bestRival'
  | 'nodeValid'
  | 'nodeRefused'
  | 'fastifyValid'
  | 'workerBundle'
  | 'coldImport'
  | 'hostileBody'
  | 'growthClients'
  | 'growthCodes'
  | 'stores';

/** The measured values, by name. A section that did not run has measured none. */
export type Measures = Readonly<Partial<Record<MeasureName, number | undefined>>>;

interface Target {
  readonly measure: MeasureName;
  readonly what: string;
  readonly bound: 'atMost' | 'atLeast';
  /** What must hold, and what this project works towards. */
  readonly limit: number;
  readonly goal: number;
  readonly format: (value: number) => string;
}

const atMost = (measure: MeasureName, what: string, limit: number, goal: number, format = formatRatio): Target => ({
  measure,
  what,
  bound: 'atMost',
  limit,
  goal,
  format,
});

const atLeast = (measure: MeasureName, what: string, limit: number, goal: number, format = formatRatio): Target => ({
  measure,
  what,
  bound: 'atLeast',
  limit,
  goal,
  format,
});

/** What this project wants to hold. */
export const targets: readonly Target[] = [
  atMost('decide', 'time of `decide` + `toReply` ÷ time of the floor, valid request', 1.3, 0.9),
  atMost('server', 'time of the server, ports with values ÷ time of the floor, valid request', 1.6, 1),
  atMost(
    'serverPromises',
    'time of the server, ports with promises ÷ time of the floor with awaited stores, valid request',
    1.6,
    1,
  ),
  atMost('refusedUnknownClient', 'time of the server ÷ time of the floor, unknown client', 2.5, 1.2),
  atMost('refusedBadRedirectUri', 'time of the server ÷ time of the floor, wrong redirect URI', 2.5, 1.2),
  atMost('refusedBadScope', 'time of the server ÷ time of the floor, unknown scope', 2.5, 1.2),
  atMost('redeem', 'time of the server ÷ time of the floor, token request', 2.5, 1.5),
  atLeast('bestRival', 'time of the fastest other library ÷ time of the server, valid request', 2.5, 4),
  atLeast(
    'nodeValid',
    'processor time of a static 302 ÷ processor time of a valid request, node:http',
    0.4,
    0.6,
    formatShare,
  ),
  atLeast(
    'nodeRefused',
    'processor time of a static 302 ÷ processor time of a refused request, node:http',
    0.6,
    0.8,
    formatShare,
  ),
  atLeast(
    'fastifyValid',
    'processor time of a static 302 ÷ processor time of a valid request, Fastify',
    0.6,
    0.85,
    formatShare,
  ),
  atMost(
    'workerBundle',
    'size of a Worker bundle with server and fetch, minified and gzipped',
    16 * 1024,
    12 * 1024,
    formatBytes,
  ),
  atMost(
    'coldImport',
    'processor time of the cold import of `@codegrant/node`, minus an empty process',
    15,
    10,
    formatMilliseconds,
  ),
  atMost('hostileBody', 'time of a hostile body ÷ time of an ordinary body, 64 KiB each', 3, 1.5),
  atMost('growthClients', 'growth of the server ÷ growth of the floor, from 10 clients to many', 1.2, 1),
  atMost('growthCodes', 'growth of the server ÷ growth of the floor, from 1,000 codes to many', 1.2, 1),
  atMost('stores', 'time of a store ÷ time of its driver alone, highest ratio', 1.3, 1.1),
];

/** Whether a value is within the limit of its target. */
export const holds = ({ bound, limit }: Target, value: number): boolean =>
  bound === 'atMost' ? value <= limit : value >= limit;
