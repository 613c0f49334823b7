import type { OptionHelp } from './command/invalid-options.ts';
import { parseOptions } from './command/parse-options.ts';
import { runCommand } from './command/run-command.ts';
import { wholeNumber } from './command/whole-number.ts';
import { engines } from './outages/engines.ts';
import { run, type Run, type RunSize } from './outages/run.ts';
import { tableLine } from './report/table-line.ts';

// Run it with `pnpm outages`. Two servers share a database while clients ask for codes and redeem each at both servers. Again and
// again, one server is killed, or the database is restarted. At the end every code is redeemed once more. The script fails if
// tokens were issued twice for a code, if the database lost a code, if a request got no answer, or if the servers did not serve
// again by themselves.
const help: OptionHelp = {
  '--quick': 'one round, with 500 milliseconds of calm. Without it: three rounds, with 1000',
  '--rounds N': 'how often each outage is made',
  '--clients N': 'how many clients redeem codes at the same time. Default: 8',
  '--calm N': 'the time between two outages, in milliseconds',
};

const sizeOf = (args: readonly string[]): RunSize => {
  const config = {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    clients: { type: 'string', default: '8' },
    calm: { type: 'string' },
  } as const;
  const { quick, clients, ...given } = parseOptions(args, config, help);
  const { rounds = quick ? '1' : '3', calm = quick ? '500' : '1000' } = given;
  return {
    clients: wholeNumber('clients', clients, help),
    rounds: wholeNumber('rounds', rounds, help),
    calm: wholeNumber('calm', calm, help),
  };
};

const problemsOf = ({ issued, twice, forgotten, hung, back, ended }: Run): readonly string[] => [
  ...(issued === 0 ? ['no code was issued, so nothing was tested'] : []),
  ...(twice > 0 ? [`tokens were issued twice for ${twice} codes`] : []),
  ...(forgotten > 0 ? [`${forgotten} codes were lost`] : []),
  ...(hung > 0 ? [`${hung} requests got no answer in 30 seconds`] : []),
  ...(back === undefined ? ['after an outage, a server did not serve again in 30 seconds'] : []),
  ...(ended > 0 ? [`${ended} servers ended by themselves`] : []),
];

const columns = [
  'Store',
  'Codes issued',
  'Redeemed once',
  'Redeemed twice',
  'Codes used, but without tokens',
  'Lost',
  'Requests that hung',
  'Requests refused with an outage error',
  'Connections cut',
  'Serves again after',
] as const;

const lineOf = (
  name: string,
  { issued, once, twice, interrupted, forgotten, hung, refused, cut, back }: Run,
): string => {
  const seconds = back === undefined ? 'never' : `${(back / 1000).toFixed(1)} s`;
  return tableLine(name, issued, once, twice, interrupted, forgotten, hung, refused, cut, seconds);
};

await runCommand(async (args) => {
  const size = sizeOf(args);
  console.log(tableLine(...columns));
  console.log(tableLine(...columns.map(() => '---')));
  for (const [name, start] of Object.entries(engines)) {
    const engine = await start();
    try {
      const result = await run(engine, size);
      console.log(lineOf(name, result));
      for (const problem of problemsOf(result)) {
        console.error(`${name}: ${problem}.`);
        process.exitCode = 1;
      }
    } finally {
      await engine.stop();
    }
  }
});
