import { type OwnRowName, ownRows } from '../rows/own-rows.ts';
import { ordinary } from '../workload/scenario.ts';
import { workloadOf } from '../workload/workload.ts';

// Prints how many bytes of the heap one valid authorization request allocates, for each row. The process needs --expose-gc
// and a young generation that holds the whole measurement. Without compilers, V8 allocates the same in every run.
const workload = workloadOf({ ...ordinary, codes: 1e6 });
const queries = workload.requests.valid.map(({ query }) => query);
const requests = 512;

const bytesOf = async (name: OwnRowName): Promise<number> => {
  const { authorize } = await ownRows[name](workload);
  // The first requests fill caches and create what V8 knows of the code.
  await authorize.repeat(queries, requests);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  await authorize.repeat(queries, requests);
  return Math.round((process.memoryUsage().heapUsed - before) / requests);
};

const rows: readonly OwnRowName[] = [
  'floor',
  '@codegrant/core',
  '@codegrant/server, ports with values',
  '@codegrant/server, ports with promises',
];
const measured: [name: string, bytes: number][] = [];
for (const name of rows) measured.push([name, await bytesOf(name)]);
console.log(JSON.stringify(Object.fromEntries(measured)));
