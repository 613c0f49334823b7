import { memoryStore } from '@codegrant/server';
import type { Workload } from '../../workload/workload.ts';
import { type Ports, valuePorts } from './ports.ts';

/** How long codes can be redeemed, in seconds: the default of the policy. */
const codeLifetimeSeconds = 60;

/**
 * Ports with `memoryStore`, and a clock that advances with the codes: a code expires when as many newer ones as the
 * scenario says are outstanding.
 */
export const memoryPorts = (workload: Workload): Ports & { readonly now: () => number } => {
  const start = Math.floor(Date.now() / 1000);
  let saved = 0;
  const now = (): number => start + Math.floor((saved * codeLifetimeSeconds) / workload.scenario.codes);
  const store = memoryStore(now);
  return {
    ...valuePorts(workload),
    now,
    store: {
      ...store,
      saveCode: (record) => {
        saved += 1;
        return store.saveCode(record);
      },
    },
  };
};
