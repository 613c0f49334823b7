import { once } from 'node:events';
import { createServer } from 'node:http';
import { processorTime } from '../measure/processor-time.ts';
import { resolveFrom } from '../process/resolve-from.ts';
import { ordinary } from '../workload/scenario.ts';
import { workloadOf } from '../workload/workload.ts';

// A server of the section `http`, in a process of its own. It answers each message with the processor time it has used.

const [, , name = '', checkout] = process.argv;
if (checkout !== undefined) resolveFrom(checkout);
const { isListener, listeners } = await import('./listeners.ts');
if (!isListener(name)) throw new Error(`There is no server ${name}.`);
const server = createServer(await listeners[name](workloadOf(ordinary))).listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', () => process.send?.(processorTime()));
process.on('disconnect', () => process.exit());
const address = server.address();
process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
