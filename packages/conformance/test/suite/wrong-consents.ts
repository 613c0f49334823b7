import { type Consents, memoryConsents } from '@codegrant/server';
import type { Wrong } from './wrong-stores.ts';

/** Consents under one key for each pair. */
const consentsBy =
  (key: (subject: string, clientId: string) => readonly [string, string]): (() => Consents) =>
  () => {
    const consents = memoryConsents();
    return {
      granted: (subject, clientId) => consents.granted(...key(subject, clientId)),
      remember: (subject, clientId, scope) => consents.remember(...key(subject, clientId), scope),
      forget: (subject, clientId) => consents.forget(...key(subject, clientId)),
    };
  };

/** Consents that remember other tokens than they were given. */
const remembering =
  (change: (token: string) => readonly string[]): (() => Consents) =>
  () => {
    const consents = memoryConsents();
    return {
      ...consents,
      remember: (subject, clientId, scope) => consents.remember(subject, clientId, scope.flatMap(change)),
    };
  };

interface ArrayConsents {
  readonly granted: (subject: string, clientId: string) => readonly string[];
  readonly remember: (subject: string, clientId: string, scope: readonly string[]) => void;
  readonly forget: (subject: string, clientId: string) => void;
}

const arrayConsents = (): ArrayConsents => {
  let rows: readonly (readonly [string, string, string])[] = [];
  return {
    granted: (subject, clientId) =>
      rows.filter((row) => row[0] === subject && row[1] === clientId).map(([, , token]) => token),
    remember: (subject, clientId, scope) => {
      rows = [...rows, ...scope.map((token) => [subject, clientId, token] as const)];
    },
    forget: (subject, clientId) => {
      rows = rows.filter((row) => row[0] !== subject || row[1] !== clientId);
    },
  };
};

/** Consents in an array, with a way of their own to forget. */
const forgettingBy =
  (forget: (consents: ArrayConsents, subject: string, clientId: string) => void): (() => Consents) =>
  () => {
    const consents = arrayConsents();
    return { ...consents, forget: (subject, clientId) => forget(consents, subject, clientId) };
  };

export const wrongConsents: readonly Wrong<Consents>[] = [
  {
    mistake: 'replaces what was allowed before',
    make: () => {
      const kept = new Map<string, readonly string[]>();
      return {
        granted: (subject, clientId) => kept.get(JSON.stringify([subject, clientId])) ?? [],
        remember: (subject, clientId, scope) => void kept.set(JSON.stringify([subject, clientId]), scope),
        forget: (subject, clientId) => void kept.delete(JSON.stringify([subject, clientId])),
      };
    },
    title: 'New scope tokens are added, and those of before are kept.',
  },
  {
    mistake: 'reads first and writes later',
    make: () => {
      const kept = new Map<string, readonly string[]>();
      const granted = (subject: string, clientId: string): readonly string[] =>
        kept.get(JSON.stringify([subject, clientId])) ?? [];
      return {
        granted,
        remember: async (subject, clientId, scope) => {
          const before = granted(subject, clientId);
          await Promise.resolve();
          kept.set(JSON.stringify([subject, clientId]), [...before, ...scope]);
        },
        forget: (subject, clientId) => void kept.delete(JSON.stringify([subject, clientId])),
      };
    },
    title: 'Parallel calls for one subject and one client lose nothing.',
  },
  {
    mistake: 'ignores case in subjects',
    make: consentsBy((subject, clientId) => [subject.toLowerCase(), clientId]),
    title: 'Subjects that differ only in case, in a space or in how a character is written are different.',
  },
  {
    mistake: 'ignores spaces at the end of client identifiers',
    make: consentsBy((subject, clientId) => [subject, clientId.trimEnd()]),
    title: 'Clients that differ only in case or in a space are different.',
  },
  {
    mistake: 'cuts client identifiers off at 255 characters',
    make: consentsBy((subject, clientId) => [subject, clientId.slice(0, 255)]),
    title: 'The scope tokens of a client_id with 1024 characters come back as they were remembered.',
  },
  {
    mistake: 'joins both identifiers into one key',
    make: consentsBy((subject, clientId) => [`${subject}:${clientId}`, '']),
    title: 'Where the subject ends and the client begins makes a difference.',
  },
  {
    mistake: 'forgets which client it was',
    make: consentsBy((subject) => [subject, '']),
    title: 'Clients that differ only in case or in a space are different.',
  },
  {
    mistake: 'cuts subjects off at U+0000',
    make: consentsBy((subject, clientId) => [subject.replace(/\0[^]*/, ''), clientId]),
    title: 'A subject with the character U+0000 is not taken for another one.',
  },
  {
    mistake: 'throws where nothing was allowed',
    make: () => {
      const consents = memoryConsents();
      return {
        ...consents,
        granted: async (subject, clientId) => {
          const scope = await consents.granted(subject, clientId);
          if (scope.length === 0) throw new Error('Nothing was allowed.');
          return scope;
        },
      };
    },
    title: 'Nothing is remembered for a subject that allowed nothing.',
  },
  {
    mistake: 'returns a Set',
    make: () => {
      const consents = memoryConsents();
      return {
        ...consents,
        // As a program without types could.
        granted: async (subject, clientId): Promise<readonly string[]> =>
          Object(new Set(await consents.granted(subject, clientId))),
      };
    },
    title: 'The allowed scope tokens come back, in an array of strings.',
  },
  {
    mistake: 'ignores case in scope tokens',
    make: remembering((token) => [token.toLowerCase()]),
    title: 'Scope tokens that differ only in case are different.',
  },
  {
    mistake: 'splits scope tokens at semicolons',
    make: remembering((token) => token.split(';')),
    title: 'Unusual characters and long strings come back as they were remembered.',
  },
  {
    mistake: 'keeps ten scope tokens at most',
    make: () => {
      const consents = memoryConsents();
      return {
        ...consents,
        remember: (subject, clientId, scope) => consents.remember(subject, clientId, scope.slice(0, 10)),
      };
    },
    title: 'A hundred scope tokens can be allowed at once.',
  },

  {
    mistake: 'forgets one scope token',
    make: forgettingBy((consents, subject, clientId) => {
      const [, ...others] = consents.granted(subject, clientId);
      consents.forget(subject, clientId);
      consents.remember(subject, clientId, others);
    }),
    title: 'What a subject allowed to a client is forgotten as a whole.',
  },
  {
    mistake: 'forgets what the subject allowed to anyone',
    make: forgettingBy((consents, subject) => {
      for (const clientId of ['web', 'other', 'WEB', 'web ']) consents.forget(subject, clientId);
    }),
    title: 'Forgetting leaves what the subject allowed to other clients, and what other subjects allowed.',
  },
  {
    mistake: 'throws where there is nothing to forget',
    make: forgettingBy((consents, subject, clientId) => {
      if (consents.granted(subject, clientId).length === 0) throw new Error('Nothing was allowed.');
      consents.forget(subject, clientId);
    }),
    title: 'Forgetting what was never allowed is no error.',
  },
  {
    mistake: 'brings back what was forgotten',
    make: () => {
      const [consents, forgotten] = [memoryConsents(), new Set<string>()];
      const keyOf = (...key: readonly string[]): string => JSON.stringify(key);
      return {
        granted: (...key) => (forgotten.has(keyOf(...key)) ? [] : consents.granted(...key)),
        remember: (subject, clientId, scope) => {
          forgotten.delete(keyOf(subject, clientId));
          return consents.remember(subject, clientId, scope);
        },
        forget: (...key) => void forgotten.add(keyOf(...key)),
      };
    },
    title: 'What is allowed after it was forgotten is remembered, and nothing of before.',
  },
];
