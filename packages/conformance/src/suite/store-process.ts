import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import type { MadeStore } from './made-store.ts';
import { raceSchema, run } from './store-race.ts';

// One process of a race: it loads the module that makes the store, says so, runs the race and tells what it got.
const [module = '', argument = ''] = process.argv.slice(2);

const isMake = (value: unknown): value is (argument: string) => MadeStore | Promise<MadeStore> =>
  typeof value === 'function';

const loaded: object = await import(module.includes('://') ? module : pathToFileURL(module).href);
const make: unknown = Reflect.get(loaded, 'default');
if (!isMake(make)) throw new TypeError(`${module} must have a function as its default export.`);
const { storage, close } = await make(argument);

process.once('message', (message) => {
  void (async () => {
    const outcome = await run(storage, v.parse(raceSchema, message));
    process.send?.(outcome);
    await close?.();
    process.disconnect();
  })();
});
process.send?.('ready');
