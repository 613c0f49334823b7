import type { Awaitable, Grants, Store } from '@codegrant/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessTokenPromises } from './access-token-promises.ts';
import { answerPromises } from './answer-promises.ts';
import { clientPromises } from './client-promises.ts';
import { codePromises } from './code-promises.ts';
import { consentPromises } from './consent-promises.ts';
import { grantPromises } from './grant-promises.ts';
import { listPromises } from './list-promises.ts';
import { registryPromises } from './registry-promises.ts';
import { refreshTokenPromises } from './refresh-token-promises.ts';
import type { MadeStore, PortPromise, TestedPorts } from './made-store.ts';
import { type OtherProcesses, type RaceSize, raceForRefreshTokens, raceInProcesses } from './race-in-processes.ts';

/** What the suite tests. */
export interface DescribeStoreOptions extends Partial<RaceSize> {
  /** The ports that the store fills. Default: all. */
  readonly ports?: readonly (keyof TestedPorts)[] | undefined;
  /**
   * How other processes make the same store. Without it, the calls of one process run in parallel, and no others.
   */
  readonly others?: OtherProcesses | undefined;
}

const allPorts: readonly (keyof TestedPorts)[] = ['store', 'consents', 'clients', 'grants', 'accessTokens', 'registry'];

const describePromises = <Port>(title: string, promises: readonly PortPromise<Port>[], port: () => Port): void => {
  describe(title, () => {
    it.each(promises)('$title', ({ check }) => check(port()));
  });
};

const describeRace = (store: () => Store, others: OtherProcesses, size: RaceSize): void => {
  const { processes, codes, calls } = size;
  it(`Of ${processes} processes with ${calls} parallel calls each for ${codes} codes, one call for each code is the first use, and all answers to a consent request agree (R187).`, async () => {
    const { firstUses, records, answers } = await raceInProcesses(store(), others, size);
    expect(firstUses).toEqual(firstUses.map(() => 1));
    expect(records).toEqual(records.map(() => processes * calls));
    expect(answers.map((each) => each.length)).toEqual(answers.map(() => 1));
    expect([firstUses.length, records.length, answers.length]).toEqual([codes, codes, codes]);
  });
};

const describeUses = (grants: () => Grants, others: OtherProcesses, size: RaceSize): void => {
  const { processes, codes, calls } = size;
  it(`Of ${processes} processes with ${calls} parallel uses each of ${codes} refresh tokens, all uses of one refresh token agree (R223).`, async () => {
    const uses = await raceForRefreshTokens(grants(), others, size);
    expect(uses.map((each) => each.length)).toEqual(Array.from({ length: codes }, () => 1));
  });
};

/** Fails if the store fills other ports than are tested: no port may be left untested by mistake. */
const checkPorts = (storage: Partial<TestedPorts>, ports: readonly (keyof TestedPorts)[]): void => {
  const filled = allPorts.filter((name) => storage[name] !== undefined);
  const tested = allPorts.filter((name) => ports.includes(name));
  if (String(filled) !== String(tested))
    throw new Error(
      `The store fills ${filled.join(', ')}. Set ports of describeStore to these: it has ${tested.join(', ')}.`,
    );
};

/**
 * Tests every promise of the ports `store`, `consents`, `clients`, `grants` and `accessTokens`, and of a `registry`, on a store of your own, with vitest. Each test makes
 * its own identifiers, so the database may have other rows. Nothing is deleted afterwards but the clients
 * and the registrations.
 *
 * @param name the name of the store, for the test titles
 * @param make makes the store, once before all tests
 * @example
 * describeStore('my store', () => ({ storage: { store: myStore('codes.db') } }), {
 *   ports: ['store'],
 *   others: { module: import.meta.resolve('./make-my-store.ts') },
 * });
 */
export const describeStore = (
  name: string,
  make: () => Awaitable<MadeStore>,
  { ports = allPorts, others, processes = 4, codes = 50, calls = 50 }: DescribeStoreOptions = {},
): void => {
  describe(name, () => {
    let made: MadeStore | undefined;
    beforeAll(async () => {
      made = await make();
      checkPorts(made.storage, ports);
    });
    afterAll(() => made?.close?.());

    const port =
      <Name extends keyof TestedPorts>(portName: Name) =>
      (): TestedPorts[Name] => {
        const found = made?.storage[portName];
        if (found === undefined) throw new Error(`The store does not fill ${portName}.`);
        return found;
      };

    if (ports.includes('store')) {
      describePromises('codes:', codePromises, port('store'));
      describePromises('answers:', answerPromises, port('store'));
      if (others !== undefined) describeRace(port('store'), others, { processes, codes, calls });
    }
    if (ports.includes('consents')) describePromises('consents:', consentPromises, port('consents'));
    if (ports.includes('grants')) {
      describePromises('grants:', grantPromises, port('grants'));
      describePromises('refresh tokens:', refreshTokenPromises, port('grants'));
      if (others !== undefined) describeUses(port('grants'), others, { processes, codes, calls });
    }
    if (ports.includes('accessTokens')) describePromises('access tokens:', accessTokenPromises, port('accessTokens'));
    if (ports.includes('clients')) describePromises('clients:', clientPromises, port('clients'));
    if (ports.includes('registry')) {
      describePromises('registry:', registryPromises, port('registry'));
      describePromises('lists of the registry:', listPromises, port('registry'));
    }
  });
};
