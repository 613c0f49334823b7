import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeStore, raceInProcesses } from '@codegrant/conformance/suite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accessTokenPromises } from '../../src/suite/access-token-promises.ts';
import { answerPromises } from '../../src/suite/answer-promises.ts';
import { clientPromises } from '../../src/suite/client-promises.ts';
import { codePromises } from '../../src/suite/code-promises.ts';
import { consentPromises } from '../../src/suite/consent-promises.ts';
import { grantPromises } from '../../src/suite/grant-promises.ts';
import { listPromises } from '../../src/suite/list-promises.ts';
import { registryPromises } from '../../src/suite/registry-promises.ts';
import { refreshTokenPromises } from '../../src/suite/refresh-token-promises.ts';
import type { PortPromise } from '../../src/suite/made-store.ts';
import { codeBlocks } from '../../../../testing/code-blocks.ts';
import { othersWith } from '../../../../testing/others-with.ts';
import { temporaryFolder } from '../../../../testing/temporary-folder.ts';
import { memoryPorts } from './memory-ports.ts';
import { raceForRefreshTokens } from '../../src/suite/race-in-processes.ts';
import { sqliteGrants, sqliteStore } from './sqlite-in-process.ts';
import { wrongAccessTokens } from './wrong-access-tokens.ts';
import { wrongGrants } from './wrong-grants.ts';
import { wrongConsents } from './wrong-consents.ts';
import { wrongRegistries } from './wrong-registries.ts';
import { type Wrong, wrongClients, wrongStores } from './wrong-stores.ts';

describeStore('The ports in memory', () => ({ storage: memoryPorts() }));

const storePromises = [...codePromises, ...answerPromises];

const describeWrong = <Port>(name: string, promises: readonly PortPromise<Port>[], wrong: readonly Wrong<Port>[]) =>
  describe(`The suite fails for ${name}`, () => {
    it.each(wrong)('that $mistake: "$title"', async ({ make, title }) => {
      const checks = promises.filter((promise) => promise.title === title);
      expect(checks).toHaveLength(1);
      for (const { check } of checks) await expect(check(make())).rejects.toThrow();
    });

    it('for each of its promises', () => {
      const broken = new Set(wrong.map(({ title }) => title));
      expect(promises.map(({ title }) => title).filter((title) => !broken.has(title))).toEqual([]);
    });
  });

describeWrong('a store', storePromises, wrongStores);
describeWrong('grants', [...grantPromises, ...refreshTokenPromises], wrongGrants);
describeWrong('access tokens', accessTokenPromises, wrongAccessTokens);
describeWrong('consents', consentPromises, wrongConsents);
describeWrong('clients', clientPromises, wrongClients);
describeWrong('a registry', [...registryPromises, ...listPromises], wrongRegistries);

describe('A race of processes', () => {
  const size = { processes: 2, codes: 3, calls: 4 };

  const othersFor = (wrong: string): ReturnType<typeof othersWith> =>
    othersWith(
      'conformance/test/suite/sqlite-in-process.ts',
      `${wrong}${join(temporaryFolder(onTestFinished), 'codes.sqlite')}`,
    );

  const race = (wrong: string): ReturnType<typeof raceInProcesses> => {
    const others = othersFor(wrong);
    return raceInProcesses(sqliteStore(others.argument()), others, size);
  };

  const raceForUses = async (wrong: string): Promise<readonly number[]> => {
    const others = othersFor(wrong);
    const uses = await raceForRefreshTokens(sqliteGrants(others.argument()), others, size);
    return uses.map((each) => each.length);
  };

  it('finds exactly one use of each refresh token in a port that is atomic (R223).', async () => {
    expect(await raceForUses('')).toEqual([1, 1, 1]);
  });

  it('finds several uses in a port that reads first and records later.', async () => {
    expect((await raceForUses('torn:')).every((count) => count > 1)).toBe(true);
  });

  it('finds exactly one first use of each code in a store that is atomic.', async () => {
    const { firstUses, records } = await race('');
    expect([firstUses, records]).toEqual([
      [1, 1, 1],
      [8, 8, 8],
    ]);
  });

  it('finds several first uses in a store that reads first and marks later.', async () => {
    const { firstUses } = await race('torn:');
    expect(firstUses.every((count) => count > 1)).toBe(true);
  });

  it('finds different answers in a store that keeps them in the memory of each process.', async () => {
    const { answers } = await race('');
    expect(answers.map((each) => each.length)).toEqual([2, 2, 2]);
  });

  it('tells what a process wrote that ended early.', async () => {
    const others = { module: '/no-such-module.ts', execArgv: ['--conditions=@codegrant/source'] };
    await expect(raceInProcesses(memoryPorts().store, others, size)).rejects.toThrow(
      /A process of the race ended early\.[^]*no-such-module/,
    );
  });
});

describe('The README', () => {
  it('shows the store and the test that the tests run.', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    const section = /^## Test a store$([^]*?)^## /m.exec(readme)?.[1] ?? '';
    const files = ['make-store.ts', 'store.test.ts'].map((name) => join(import.meta.dirname, name));
    expect(codeBlocks(section, 'ts')).toEqual(files.map((file) => readFileSync(file, 'utf8')));
  });
});
