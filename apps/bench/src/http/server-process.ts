import { processorTime } from '../measure/processor-time.ts';
import { resolveFrom } from '../process/resolve-from.ts';
import { serveParent } from '../process/serve-parent.ts';
import { ordinary } from '../workload/scenario.ts';
import { workloadOf } from '../workload/workload.ts';

// A server of the section `http`, in a process of its own. It answers each message with the processor time it has used.

const [, , name = '', checkout] = process.argv;
if (checkout !== undefined) resolveFrom(checkout);
const { isListener, listeners } = await import('./listeners.ts');
if (!isListener(name)) throw new Error(`There is no server ${name}.`);
await serveParent(await listeners[name](workloadOf(ordinary)), processorTime);
