import type { Consents } from '@codegrant/server';
import { expect } from 'vitest';
import type { PortPromise } from './made-store.ts';
import { inOtherCase, long, nearMissesOf, unique, unusual } from './store-samples.ts';

/** The remembered scope tokens, each once and in order. */
const granted = async (consents: Consents, subject: string, clientId: string): Promise<readonly string[]> => {
  const found = (await consents.granted(subject, clientId)) ?? [];
  // A Set or a string has members too, but the server refuses both.
  expect(Array.isArray(found)).toBe(true);
  return [...new Set(found)].toSorted();
};

const subjectOf = (): string => `user-${unique()}`;

const remembering: readonly PortPromise<Consents>[] = [
  {
    title: 'Nothing is remembered for a subject that allowed nothing.',
    check: async (consents) => {
      expect((await consents.granted(subjectOf(), 'web')) ?? []).toEqual([]);
    },
  },
  {
    title: 'The allowed scope tokens come back, in an array of strings.',
    check: async (consents) => {
      const subject = subjectOf();
      await consents.remember(subject, 'web', ['write', 'read']);
      expect(await granted(consents, subject, 'web')).toEqual(['read', 'write']);
    },
  },
  {
    title: 'New scope tokens are added, and those of before are kept.',
    check: async (consents) => {
      const subject = subjectOf();
      for (const scope of [['read'], ['write'], ['read', 'admin']]) await consents.remember(subject, 'web', scope);
      expect(await granted(consents, subject, 'web')).toEqual(['admin', 'read', 'write']);
    },
  },
  {
    title: 'Parallel calls for one subject and one client lose nothing.',
    check: async (consents) => {
      const subject = subjectOf();
      const tokens = Array.from({ length: 20 }, (_, index) => `scope-${index}`).toSorted();
      const pairs = tokens.map((token, index) => [token, tokens[(index * 7 + 3) % tokens.length] ?? token]);
      await Promise.all(pairs.map(async (pair) => consents.remember(subject, 'web', pair)));
      expect(await granted(consents, subject, 'web')).toEqual(tokens);
    },
  },
  {
    title: 'Subjects that differ only in case, in a space or in how a character is written are different.',
    check: async (consents) => {
      const subject = `${subjectOf()}-\u00e9`;
      await consents.remember(subject, 'web', ['read']);
      for (const other of [...nearMissesOf(subject), subject.normalize('NFD')])
        expect(await granted(consents, other, 'web'), JSON.stringify(other)).toEqual([]);
    },
  },
  {
    title: 'Clients that differ only in case or in a space are different.',
    check: async (consents) => {
      const subject = subjectOf();
      await consents.remember(subject, 'web', ['read']);
      for (const other of ['Web', 'web ', ' web', 'we', '%', '*'])
        expect(await granted(consents, subject, other), JSON.stringify(other)).toEqual([]);
    },
  },
  {
    title: 'Where the subject ends and the client begins makes a difference.',
    check: async (consents) => {
      const subject = subjectOf();
      for (const sign of [':', '/', '|', ' ', ',', '.']) {
        await consents.remember(subject, `a${sign}b`, ['read']);
        expect(await granted(consents, `${subject}${sign}a`, 'b'), JSON.stringify(sign)).toEqual([]);
      }
    },
  },
  {
    title: 'Scope tokens that differ only in case are different.',
    check: async (consents) => {
      const subject = subjectOf();
      await consents.remember(subject, 'web', ['read']);
      await consents.remember(subject, 'web', ['Read']);
      expect(await granted(consents, subject, 'web')).toEqual(['Read', 'read']);
    },
  },
  {
    title: 'Unusual characters and long strings come back as they were remembered.',
    check: async (consents) => {
      const subject = `${subjectOf()}${unusual}`;
      // RFC 6749 §3.3: a scope token has neither spaces, quotes nor backslashes.
      const tokens = ["it's;--%_*?[a]{a}$1:a@a<&>", `https://api.example/${long.slice(0, 1000)}`];
      await consents.remember(subject, 'client-\'"\\%', tokens);
      expect(await granted(consents, subject, 'client-\'"\\%')).toEqual(tokens.toSorted());
    },
  },
  {
    title: 'The scope tokens of a client_id with 1024 characters come back as they were remembered.',
    check: async (consents) => {
      const subject = subjectOf();
      // No client that the operator did not register has a longer one.
      const clientId = `https://client.example/${long.slice(0, 1001)}`;
      const tokens = [`https://api.example/${unique()}`];
      await consents.remember(subject, clientId, tokens);
      expect(await granted(consents, subject, clientId)).toEqual(tokens);
      expect(await granted(consents, subject, clientId.slice(0, -1))).toEqual([]);
    },
  },
  {
    title: 'A subject with the character U+0000 is not taken for another one.',
    check: async (consents) => {
      const subject = subjectOf();
      const withNull = `${subject}\0admin`;
      await Promise.resolve()
        .then(() => consents.remember(withNull, 'web', ['read']))
        // A database that cannot keep the character must refuse it.
        .catch(() => {});
      expect(await granted(consents, subject, 'web')).toEqual([]);
    },
  },
  {
    title: 'A hundred scope tokens can be allowed at once.',
    check: async (consents) => {
      const subject = subjectOf();
      const tokens = Array.from({ length: 100 }, (_, index) => `scope-${index}`);
      await consents.remember(subject, 'web', tokens);
      expect(await granted(consents, subject, 'web')).toEqual(tokens.toSorted());
    },
  },
];

const forgetting: readonly PortPromise<Consents>[] = [
  {
    title: 'What a subject allowed to a client is forgotten as a whole.',
    check: async (consents) => {
      const subject = subjectOf();
      for (const scope of [['read', 'write'], ['admin']]) await consents.remember(subject, 'web', scope);
      await consents.forget(subject, 'web');
      expect(await granted(consents, subject, 'web')).toEqual([]);
    },
  },
  {
    title: 'Forgetting leaves what the subject allowed to other clients, and what other subjects allowed.',
    check: async (consents) => {
      const subject = subjectOf();
      const others = [
        [subject, 'other'],
        [subject, 'WEB'],
        [subject, 'web '],
        [inOtherCase(subject), 'web'],
        [`${subject} `, 'web'],
      ] as const;
      for (const [each, clientId] of [[subject, 'web'] as const, ...others])
        await consents.remember(each, clientId, ['read']);
      await consents.forget(subject, 'web');
      for (const [each, clientId] of others)
        expect(await granted(consents, each, clientId), JSON.stringify([each, clientId])).toEqual(['read']);
    },
  },
  {
    title: 'Forgetting what was never allowed is no error.',
    check: async (consents) => {
      const subject = subjectOf();
      for (const clientId of ['web', '%', '*', '']) await consents.forget(subject, clientId);
      await consents.remember(subject, 'web', ['read']);
      for (const clientId of ['%', '*', 'we', '']) await consents.forget(subject, clientId);
      expect(await granted(consents, subject, 'web')).toEqual(['read']);
    },
  },
  {
    title: 'What is allowed after it was forgotten is remembered, and nothing of before.',
    check: async (consents) => {
      const subject = subjectOf();
      await consents.remember(subject, 'web', ['read', 'write']);
      await consents.forget(subject, 'web');
      await consents.remember(subject, 'web', ['read']);
      expect(await granted(consents, subject, 'web')).toEqual(['read']);
    },
  },
];

/** What the port `consents` promises. */
export const consentPromises: readonly PortPromise<Consents>[] = [...remembering, ...forgetting];
