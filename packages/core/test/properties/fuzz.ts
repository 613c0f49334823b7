import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { holdInvariants } from './invariants.ts';
import { facts, requestText } from './world.ts';

// Run it with `pnpm fuzz`. It generates requests until the limit of runs or minutes is reached. A failure prints the seed and
// the smallest request.
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const [runs, minutes, seed] = [Number(values.runs), Number(values.minutes), Number(values.seed)];
console.log(`seed ${seed}: up to ${runs} requests in up to ${minutes} minutes`);

const kinds = new Map<string, number>();
const property = fc.property(requestText, facts, (text, given) => {
  const kind = holdInvariants(text, given);
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
});
const result = fc.check(property, {
  numRuns: runs,
  seed,
  interruptAfterTimeLimit: minutes * 60_000,
  markInterruptAsFailure: false,
});
console.log(Object.fromEntries(kinds));
console.log(
  `${result.numRuns} requests, ${result.failed ? 'a violation' : 'no violation'}${result.interrupted ? ', interrupted by the time limit' : ''}`,
);
if (result.failed) console.log(fc.defaultReportMessage(result));
process.exitCode = result.failed ? 1 : 0;
