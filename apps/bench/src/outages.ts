import { parseArgs } from 'node:util';
import { engines } from './outages/engines.ts';
import { run, type Run } from './outages/run.ts';
import { positive } from './positive.ts';

// Run it with `pnpm outages`. Two servers share a database while clients ask for codes and redeem each at both servers. Again and
// again, one server is killed, or the database is restarted. At the end every code is redeemed once more. The script fails if
// tokens were issued twice for a code, if the database lost a code, if a request got no answer, or if the servers did not serve again by themselves.
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    clients: { type: 'string', default: '8' },
    rounds: { type: 'string' },
    calm: { type: 'string' },
  },
});
const size = {
  clients: positive('clients', values.clients),
  rounds: positive('rounds', values.rounds ?? (values.quick ? '1' : '3')),
  calm: 1000 * positive('calm', values.calm ?? (values.quick ? '0.5' : '1')),
};

const row = (...columns: readonly unknown[]): string => `| ${columns.join(' | ')} |`;

const problemsOf = ({ issued, twice, forgotten, hung, back, ended }: Run): readonly string[] => [
  ...(issued === 0 ? ['no code was issued, so nothing was tested'] : []),
  ...(twice > 0 ? [`tokens were issued twice for ${twice} codes`] : []),
  ...(forgotten > 0 ? [`${forgotten} codes were lost`] : []),
  ...(hung > 0 ? [`${hung} requests got no answer in 30 seconds`] : []),
  ...(back === undefined ? ['after an outage, a server did not serve again in 30 seconds'] : []),
  ...(ended > 0 ? [`${ended} servers ended by themselves`] : []),
];

const titles = [
  'Store',
  'Codes issued',
  'Redeemed once',
  'Redeemed twice',
  'Interrupted: used, without tokens',
  'Lost',
  'Requests that hung',
  'Refused with an outage',
  'Connections cut',
  'Serves again after',
];
console.log(row(...titles));
console.log(row(...titles.map(() => '---')));
const problems: string[] = [];
for (const [name, start] of Object.entries(engines)) {
  const engine = await start();
  try {
    const result = await run(engine, size);
    const { issued, once, twice, interrupted, forgotten, hung, refused, cut, back } = result;
    const seconds = back === undefined ? 'never' : `${(back / 1000).toFixed(1)} s`;
    console.log(row(name, issued, once, twice, interrupted, forgotten, hung, refused, cut, seconds));
    problems.push(...problemsOf(result).map((problem) => `${name}: ${problem}.`));
  } finally {
    await engine.stop();
  }
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
