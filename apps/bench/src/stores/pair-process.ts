import { measurePair } from './measure-pair.ts';
import type { OpenPair } from './pair.ts';

// One client and its store, in a process of its own. Writes the times as JSON.
const [name = '', target = '', rounds, milliseconds] = process.argv.slice(2);
const { openPair }: { readonly openPair: OpenPair } = await import(`./${name}.ts`);
const pair = await openPair(target);
const times = await measurePair(pair, { rounds: Number(rounds), milliseconds: Number(milliseconds) });
await pair.close();
console.log(JSON.stringify(times));
