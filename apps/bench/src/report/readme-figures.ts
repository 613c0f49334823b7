import { formatBytes, formatRatio, formatShare } from './format.ts';
import type { Measures } from './targets.ts';

const performance = 'https://github.com/codegrant/codegrant/blob/main/docs/performance.md';

/** Makes a sentence of the measures that it needs. */
const sentence =
  (
    write: (...formatted: string[]) => string,
    ...values: readonly (readonly [keyof Measures, (value: number) => string])[]
  ) =>
  (measures: Measures): string => {
    const formatted = values.map(([name, format]) => {
      const value = measures[name];
      if (value === undefined) throw new Error(`The README needs the measure ${name}, which no section has measured.`);
      return format(value);
    });
    return `${write(...formatted)} See [how the benchmark works](${performance}).`;
  };

/** A share of 100. */
const ofHundred = (share: number): string => formatShare(share).replace(' %', '');

/** What the README of each package says about its speed. */
export const readmeFigures: Readonly<Record<string, (measures: Measures) => string>> = {
  core: sentence(
    (decide) =>
      `For a valid authorization request, \`decide\` takes ${decide} the time of a small handwritten endpoint, which makes far fewer checks.`,
    ['decide', formatRatio],
  ),
  server: sentence(
    (server, redeem) =>
      `For a valid authorization request, the server takes ${server} the time of a small handwritten endpoint, and for a token request ${redeem}. The handwritten endpoints make far fewer checks. In this benchmark, the ports of the server return values, not promises.`,
    ['server', formatRatio],
    ['redeem', formatRatio],
  ),
  node: sentence(
    (valid) =>
      `In the time in which \`node:http\` sends 100 static redirects, this package handles about ${valid} valid authorization requests.`,
    ['nodeValid', ofHundred],
  ),
  fastify: sentence(
    (valid) =>
      `In the time in which Fastify sends 100 static redirects, this package handles about ${valid} valid authorization requests.`,
    ['fastifyValid', ofHundred],
  ),
  fetch: sentence(
    (bundle) =>
      `In a Worker, \`@codegrant/server\` and this package together have a size of ${bundle}, minified and gzipped.`,
    ['workerBundle', formatBytes],
  ),
};
