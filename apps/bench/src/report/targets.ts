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
  atMost('decide', '`decide` + `toReply`, valid ÷ floor', 1.3, 0.9),
  atMost('server', 'server, ports with values, valid ÷ floor', 1.6, 1),
  atMost('serverPromises', 'server, ports with promises, valid ÷ floor with two awaited stores', 1.6, 1),
  atMost('refusedUnknownClient', 'server, unknown client ÷ floor', 2.5, 1.2),
  atMost('refusedBadRedirectUri', 'server, wrong redirect URI ÷ floor', 2.5, 1.2),
  atMost('refusedBadScope', 'server, unknown scope ÷ floor', 2.5, 1.2),
  atMost('redeem', 'server, redeem ÷ floor', 2.5, 1.5),
  atLeast('bestRival', 'fastest other library, valid ÷ server', 2.5, 4),
  atLeast('nodeValid', 'node:http, valid requests, share of a static 302 by processor time', 0.4, 0.6, formatShare),
  atLeast('nodeRefused', 'node:http, refused requests, share of a static 302 by processor time', 0.6, 0.8, formatShare),
  atLeast(
    'fastifyValid',
    'Fastify, valid requests, share of a static 302 in Fastify by processor time',
    0.6,
    0.85,
    formatShare,
  ),
  atMost('workerBundle', 'Worker bundle of server and fetch, minified and gzipped', 16 * 1024, 12 * 1024, formatBytes),
  atMost(
    'coldImport',
    'cold import of `@codegrant/node`, processor time over an empty process',
    15,
    10,
    formatMilliseconds,
  ),
  atMost('hostileBody', 'hostile body of 64 KiB ÷ ordinary body of 64 KiB', 3, 1.5),
  atMost('growthClients', 'server with many clients ÷ with 10, over the same growth of the floor', 1.2, 1),
  atMost('growthCodes', 'server with many codes ÷ with 1,000, over the same growth of the floor', 1.2, 1),
  atMost('stores', 'to save a code and to take it, store ÷ its client, the highest', 1.3, 1.1),
];

/** Whether a value is within the limit of its target. */
export const holds = ({ bound, limit }: Target, value: number): boolean =>
  bound === 'atMost' ? value <= limit : value >= limit;
