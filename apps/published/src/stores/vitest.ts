import { chai, JestChaiExpect } from '@vitest/expect';

// What describeStore uses of vitest, for runtimes that vitest does not run on. Its matchers are those of vitest.
chai.use(JestChaiExpect);
export const { expect } = chai;

type Step = () => unknown;

const steps: { readonly before: Step[]; readonly tests: Map<string, Step>; readonly after: Step[] } = {
  before: [],
  tests: new Map(),
  after: [],
};

export const beforeAll = (step: Step): void => void steps.before.push(step);

export const afterAll = (step: Step): void => void steps.after.push(step);

export const describe = (_title: string, define: () => void): void => define();

interface Titled {
  readonly title: string;
}

export const it = {
  each:
    <Case extends Titled>(cases: readonly Case[]) =>
    (_title: '$title', check: (each: Case) => unknown): void => {
      for (const each of cases) steps.tests.set(each.title, () => check(each));
    },
};

/** What became of the tests. */
export interface Outcome {
  readonly passed: number;
  /** The title and the error of each test that failed. */
  readonly failures: readonly string[];
}

/** Runs the tests that were described since the last call. */
export const runTests = async (): Promise<Outcome> => {
  const failures: string[] = [];
  for (const step of steps.before.splice(0)) await step();
  const tests = [...steps.tests];
  steps.tests.clear();
  for (const [title, run] of tests)
    try {
      await run();
    } catch (error) {
      failures.push(`${title} ${String(error)}`);
    }
  for (const step of steps.after.splice(0)) await step();
  return { passed: tests.length - failures.length, failures };
};
