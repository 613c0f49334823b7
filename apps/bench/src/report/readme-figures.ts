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
    return `${write(...formatted)} See [how it was measured](${performance}).`;
  };

/** A share of 100. */
const ofHundred = (share: number): string => formatShare(share).replace(' %', '');

/** What the README of each package says about its speed. */
export const readmeFigures: Readonly<Record<string, (measures: Measures) => string>> = {
  core: sentence(
    (decide) =>
      `To decide a valid authorization request takes ${decide} the time of a small endpoint written by hand. The small endpoint makes far fewer checks.`,
    ['decide', formatRatio],
  ),
  server: sentence(
    (server, redeem) =>
      `With ports that return values, a valid authorization request takes ${server} the time of a small endpoint written by hand. A token request takes ${redeem} the time. The small endpoint makes far fewer checks.`,
    ['server', formatRatio],
    ['redeem', formatRatio],
  ),
  node: sentence(
    (valid) =>
      `While \`node:http\` answers 100 static redirects, it answers about ${valid} valid authorization requests with this package.`,
    ['nodeValid', ofHundred],
  ),
  fastify: sentence(
    (valid) =>
      `While Fastify answers 100 static redirects, it answers about ${valid} valid authorization requests with this package.`,
    ['fastifyValid', ofHundred],
  ),
  fetch: sentence(
    (bundle) => `In a Worker, \`@codegrant/server\` and this package have ${bundle}, minified and gzipped.`,
    ['workerBundle', formatBytes],
  ),
};
