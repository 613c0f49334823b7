import {
  type Awaitable,
  type Clients,
  type CodeRecord,
  memoryStore,
  type Store,
  type TakenCode,
} from '@codegrant/server';
import type { FilledClients } from '../../src/suite/made-store.ts';
import { memoryPorts } from './memory-ports.ts';

/** A port with a mistake that somebody could make, and a title of the suite that must fail. */
export interface Wrong<Port> {
  readonly mistake: string;
  readonly make: () => Port;
  readonly title: string;
}

type Change = (record: CodeRecord) => CodeRecord;

/** A store that saves a changed record. */
const saving =
  (change: Change): (() => Store) =>
  () => {
    const store = memoryStore();
    return { ...store, saveCode: (record) => store.saveCode(change(record)) };
  };

/** A store that looks codes and answers up under a changed key. */
const keyedBy =
  (key: (text: string) => string): (() => Store) =>
  () => {
    const store = memoryStore();
    return {
      saveCode: (record) => store.saveCode({ ...record, codeHash: key(record.codeHash), clientId: record.codeHash }),
      takeCode: async (codeHash, now) => {
        const taken = await store.takeCode(key(codeHash), now);
        return taken && { ...taken, record: { ...taken.record, codeHash: taken.record.clientId, clientId: 'web' } };
      },
      recordAnswer: (id, answer, expiresAt) => store.recordAnswer(key(id), answer, expiresAt),
    };
  };

/** A store over a map, with a way of its own to take a code. */
const taking =
  (take: (codes: Map<string, TakenCode>, codeHash: string) => Awaitable<TakenCode | undefined>): (() => Store) =>
  () => {
    const codes = new Map<string, TakenCode>();
    return {
      ...memoryStore(),
      saveCode: (record) => void codes.set(record.codeHash, { record, firstUse: true }),
      takeCode: (codeHash) => take(codes, codeHash),
    };
  };

/** A store with a way of its own to record an answer. */
const recording =
  (record: (answers: Map<string, string>, id: string, answer: string) => Awaitable<string>): (() => Store) =>
  () => {
    const answers = new Map<string, string>();
    return { ...memoryStore(), recordAnswer: (id, answer) => record(answers, id, answer) };
  };

const used = (codes: Map<string, TakenCode>, codeHash: string, taken: TakenCode): TakenCode => {
  codes.set(codeHash, { ...taken, firstUse: false });
  return taken;
};

export const wrongStores: readonly Wrong<Store>[] = [
  {
    mistake: 'forgets the code challenge',
    make: saving((record) => ({ ...record, codeChallenge: undefined })),
    title: 'The code challenge and its method are not forgotten: S256.',
  },
  {
    mistake: 'has S256 as the default of the method',
    make: saving((record) => ({ ...record, codeChallengeMethod: 'S256' })),
    title: 'The code challenge and its method are not forgotten: plain.',
  },
  {
    mistake: 'forgets the resources',
    make: saving((record) => ({ ...record, resources: undefined })),
    title: 'The resources of a code are not forgotten (R206).',
  },
  {
    mistake: 'forgets the further parameters',
    make: saving((record) => ({ ...record, parameters: undefined })),
    title: 'The further parameters of a code are not forgotten (R239).',
  },
  {
    mistake: 'takes seconds for milliseconds',
    make: () => {
      // As a database that deletes a row at the time in its column.
      const clock = memoryStore(() => Date.now() / 1000);
      const isGone = (expiresAt: number): boolean => expiresAt <= Date.now();
      return {
        ...clock,
        saveCode: (record) => (isGone(record.expiresAt) ? undefined : clock.saveCode(record)),
      };
    },
    title: 'Expiry is in seconds: a code that expires in ten minutes is there after a moment, while others are saved.',
  },
  {
    mistake: 'keeps answers for milliseconds in place of seconds',
    make: () => {
      const answers = new Map<string, { answer: string; until: number }>();
      return {
        ...memoryStore(),
        recordAnswer: (id, answer, expiresAt) => {
          const kept = answers.get(id);
          if (kept !== undefined && kept.until > Date.now()) return kept.answer;
          answers.set(id, { answer, until: Date.now() + expiresAt - Math.floor(Date.now() / 1000) });
          return answer;
        },
      };
    },
    title: 'Expiry is in seconds: an answer is kept until it expires, while others are recorded.',
  },
  {
    mistake: 'returns the record that was saved last',
    make: taking((codes, codeHash) => {
      const taken = codes.has(codeHash) ? [...codes.values()].at(-1) : undefined;
      return taken && used(codes, taken.record.codeHash, taken);
    }),
    title: 'Each of several codes is returned by its own hash.',
  },
  {
    mistake: 'reads first and marks later',
    make: taking(async (codes, codeHash) => {
      const taken = codes.get(codeHash);
      await Promise.resolve();
      return taken && used(codes, codeHash, taken);
    }),
    title: 'Of parallel calls for one code exactly one is the first use, and all return the record (R187).',
  },
  {
    mistake: 'deletes a code that is used',
    make: taking((codes, codeHash) => {
      const taken = codes.get(codeHash);
      codes.delete(codeHash);
      return taken;
    }),
    title: 'A used code is kept until it expires, so that a second use is detected.',
  },
  {
    mistake: 'tells the time of the last use',
    make: () => {
      const store = memoryStore();
      return {
        ...store,
        takeCode: async (codeHash, now) => {
          const taken = await store.takeCode(codeHash, now);
          return taken && { ...taken, usedAt: now };
        },
      };
    },
    title: 'If a store tells when a code was first used, every later use tells the same time (R225).',
  },
  {
    mistake: 'marks codes that it does not have',
    make: () => {
      const store = memoryStore();
      const marked = new Set<string>();
      return {
        ...store,
        takeCode: async (codeHash, now) => {
          const firstUse = !marked.has(codeHash);
          marked.add(codeHash);
          const taken = await store.takeCode(codeHash, now);
          return taken && { ...taken, firstUse };
        },
      };
    },
    title: 'A call for an unknown code does not use up a code that is saved later.',
  },
  {
    mistake: 'returns numbers as strings',
    make: saving((record) => ({ ...record, ...Object({ expiresAt: String(record.expiresAt) }) })),
    title: 'A code that was saved is returned with every member as it was saved, and this is its first use.',
  },
  {
    mistake: 'keeps whole seconds only',
    make: saving((record) => ({ ...record, authTime: record.authTime && Math.floor(record.authTime) })),
    title: 'A fraction of a second in authTime is kept.',
  },
  {
    mistake: 'cuts strings off after 255 characters',
    make: saving((record) => ({ ...record, redirectUri: record.redirectUri.slice(0, 255) })),
    title: 'Long strings are not cut off.',
  },
  {
    mistake: 'cuts strings off at U+0000',
    make: saving((record) => ({ ...record, subject: record.subject.replace(/\0[^]*/, '') })),
    title: 'A string with the character U+0000 is returned as it was saved, or saving it throws.',
  },
  {
    mistake: 'normalizes characters',
    make: saving((record) => ({ ...record, subject: record.subject.normalize('NFC') })),
    title: 'Quotes, backslashes, patterns, line breaks and characters of other scripts come back as they were saved.',
  },
  {
    mistake: 'trims strings',
    make: saving((record) => ({ ...record, subject: record.subject.trim() })),
    title: 'Spaces at the end of a string come back.',
  },
  {
    mistake: 'ignores case in keys of codes',
    make: keyedBy((key) => key.toLowerCase()),
    title: 'Only the exact hash finds a code: not its beginning, another case, a space after it, or a pattern.',
  },
  {
    mistake: 'ignores spaces at the end of a key of answers',
    make: keyedBy((key) => key.trimEnd()),
    title: 'Each consent request has its own answer, also if two identifiers differ only in case or in a space.',
  },
  {
    mistake: 'overwrites the answer',
    make: recording((answers, id, answer) => {
      answers.set(id, answer);
      return answer;
    }),
    title: 'A second answer changes nothing: every later call returns the first answer.',
  },
  {
    mistake: 'looks for an answer first and records it later',
    make: recording(async (answers, id, answer) => {
      const recorded = answers.get(id);
      await Promise.resolve();
      if (recorded !== undefined) return recorded;
      answers.set(id, answer);
      return answer;
    }),
    title: 'Parallel calls for one consent request all return the same answer, which is one of theirs.',
  },
  {
    mistake: 'keeps codes and answers under the same keys',
    make: () => {
      const kept = new Map<string, unknown>();
      return {
        ...memoryStore(),
        saveCode: (record) => void kept.set(record.codeHash, { record, firstUse: true }),
        recordAnswer: (id, answer) => {
          if (!kept.has(id)) kept.set(id, answer);
          return String(kept.get(id));
        },
      };
    },
    title: 'An answer and a code with the same identifier do not touch each other.',
  },
  {
    mistake: 'has 0 where a time is undefined',
    make: saving((record) => ({ ...record, authTime: record.authTime ?? 0 })),
    title: 'A member that is undefined is returned as undefined or null.',
  },
  {
    mistake: 'marks no code as used',
    make: taking((codes, codeHash) => codes.get(codeHash)),
    title: 'A code that was used is returned again, and this is not its first use.',
  },
  {
    mistake: 'throws for an unknown code',
    make: taking((codes, codeHash) => {
      const taken = codes.get(codeHash);
      if (taken === undefined) throw new Error('No such code.');
      return used(codes, codeHash, taken);
    }),
    title: 'A code that was never saved is unknown: undefined or null.',
  },
  {
    mistake: 'changes the expiry of a code that has expired',
    make: saving((record) => (record.expiresAt > Date.now() / 1000 ? record : { ...record, expiresAt: 0 })),
    title: 'A code that has expired is returned as it was saved, or is unknown.',
  },
  {
    mistake: 'returns whether an answer was recorded',
    make: recording(() => 'OK'),
    title: 'The first answer to a consent request is recorded and returned.',
  },
  {
    mistake: 'cuts answers off after 255 characters',
    make: recording((answers, id, answer) => {
      const recorded = answers.get(id) ?? answer.slice(0, 255);
      answers.set(id, recorded);
      return recorded;
    }),
    title: 'Long answers and unusual characters come back as they were recorded.',
  },
];

const finding =
  (change: (clients: FilledClients) => Partial<FilledClients>): (() => FilledClients) =>
  () => {
    const { clients } = memoryPorts();
    return { ...clients, ...change(clients) };
  };

const copy: typeof Object.assign = Object.assign;

export const wrongClients: readonly Wrong<FilledClients>[] = [
  {
    mistake: 'returns a copy of the client',
    make: finding(({ find }) => ({
      find: async (clientId) => {
        const found: Awaited<ReturnType<Clients['find']>> = await find(clientId);
        return found && copy({}, found);
      },
    })),
    title: 'A registration that was saved is found, with every member.',
  },
  {
    mistake: 'ignores spaces at the end',
    make: finding(({ find }) => ({ find: (clientId) => find(clientId.trimEnd()) })),
    title: 'Only the exact client_id finds a client: not another case, its beginning, or a space or U+0000 after it.',
  },
  {
    mistake: 'does not validate',
    make: finding(({ save }) => ({
      save: async (metadata) => {
        await Promise.resolve()
          .then(() => save(metadata))
          .catch(() => {});
      },
    })),
    title: 'An invalid registration is refused, and changes nothing.',
  },
  {
    mistake: 'throws for an unknown client',
    make: finding(({ find }) => ({
      find: async (clientId) => {
        const found = await find(clientId);
        if (!found) throw new Error('No such client.');
        return found;
      },
    })),
    title: 'A client that was not registered is not found: undefined or null.',
  },
  {
    mistake: 'saves another secret',
    make: finding(({ save }) => ({ save: (metadata) => save({ ...metadata, client_secret: 'another secret' }) })),
    title: 'Of a secret, the hash is kept.',
  },
  {
    mistake: 'keeps the first registration of a client',
    make: finding(({ find, save }) => ({
      save: async (metadata) => {
        if (!(await find(metadata.client_id))) await save(metadata);
      },
    })),
    title: 'A registration that is saved again takes the place of the earlier one.',
  },
  {
    mistake: 'removes nothing',
    make: finding(() => ({ remove: () => {} })),
    title: 'A registration that was removed is not found, and the others are.',
  },
];
