/**
 * The arguments of Node with which allocations do not depend on the machine: V8 interprets, so no compiler leaves out an
 * allocation in one run and not in another, and nothing is collected before the end.
 */
export const deterministicFlags: readonly string[] = [
  '--expose-gc',
  '--no-opt',
  '--no-maglev',
  '--no-sparkplug',
  '--min-semi-space-size=256',
  '--max-semi-space-size=256',
];
