import type { Store } from '@codegrant/server';
import { expect } from 'vitest';
import type { PortPromise } from './made-store.ts';
import {
  comparable,
  inOtherCase,
  later,
  long,
  now,
  outliveMilliseconds,
  recordWith,
  unique,
  unusual,
} from './store-samples.ts';

/** What `recordAnswer` of a store promises. */
export const answerPromises: readonly PortPromise<Store>[] = [
  {
    title: 'The first answer to a consent request is recorded and returned.',
    check: async (store) => {
      expect(await store.recordAnswer(unique(), 'allow read write', later())).toBe('allow read write');
    },
  },
  {
    title: 'A second answer changes nothing: every later call returns the first answer.',
    check: async (store) => {
      const id = unique();
      const answers = ['allow read', 'deny', 'allow read write', 'allow read'];
      const recorded: string[] = [];
      for (const answer of answers) recorded.push(await store.recordAnswer(id, answer, later()));
      expect(recorded).toEqual(answers.map(() => 'allow read'));
    },
  },
  {
    title: 'Each consent request has its own answer, also if two identifiers differ only in case or in a space.',
    check: async (store) => {
      const id = `a-${unique()}`;
      const ids = [id, inOtherCase(id), `${id} `, id.slice(0, -1)];
      for (const [index, each] of ids.entries()) await store.recordAnswer(each, `allow ${index}`, later());
      const recorded: string[] = [];
      for (const each of ids) recorded.push(await store.recordAnswer(each, 'deny', later()));
      expect(recorded).toEqual(['allow 0', 'allow 1', 'allow 2', 'allow 3']);
    },
  },
  {
    title: 'Parallel calls for one consent request all return the same answer, which is one of theirs.',
    check: async (store) => {
      const id = unique();
      const answers = Array.from({ length: 50 }, (_, index) => `allow ${index}`);
      const recorded = await Promise.all(answers.map(async (answer) => store.recordAnswer(id, answer, later())));
      expect(new Set(recorded).size).toBe(1);
      expect(answers).toContain(recorded[0]);
      expect(await store.recordAnswer(id, 'deny', later())).toBe(recorded[0]);
    },
  },
  {
    title: 'Long answers and unusual characters come back as they were recorded.',
    check: async (store) => {
      for (const answer of [`allow ${long}`, `allow ${unusual}`]) {
        const id = unique();
        await store.recordAnswer(id, answer, later());
        expect(await store.recordAnswer(id, 'deny', later())).toBe(answer);
      }
    },
  },
  {
    title: 'Expiry is in seconds: an answer is kept until it expires, while others are recorded.',
    check: async (store) => {
      const id = unique();
      await store.recordAnswer(id, 'allow read', later());
      await outliveMilliseconds();
      for (const expiresAt of [now() - 3600, now() + 60]) await store.recordAnswer(unique(), 'deny', expiresAt);
      expect(await store.recordAnswer(id, 'deny', later())).toBe('allow read');
    },
  },
  {
    title: 'An answer and a code with the same identifier do not touch each other.',
    check: async (store) => {
      const record = recordWith();
      await store.recordAnswer(record.codeHash, 'allow read', later());
      await store.saveCode(record);
      expect(await store.recordAnswer(record.codeHash, 'deny', later())).toBe('allow read');
      expect(comparable(await store.takeCode(record.codeHash, now()))).toEqual({ record, firstUse: true });
    },
  },
];
