import * as v from 'valibot';
import { exercises } from './exercise.ts';

const exercise = v.picklist(exercises);

const source = v.variant('kind', [
  v.object({ kind: v.literal('own'), name: v.string() }),
  v.object({ kind: v.literal('rival'), file: v.string() }),
]);

const scenario = v.object({
  clients: v.number(),
  redirectUris: v.number(),
  scopes: v.number(),
  codes: v.number(),
  requests: v.number(),
});

/** The row that a process is started for. */
export const startMessage = v.object({
  source,
  scenario,
  exercises: v.array(exercise),
  checkout: v.optional(v.string()),
});

/** Asks for one batch of about so many milliseconds. */
export const batchMessage = v.object({ exercise, milliseconds: v.number() });

/** What the process answers. */
export const replyMessage = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('timed'), nanoseconds: v.number(), count: v.number() }),
  v.object({ kind: v.literal('failed'), why: v.string() }),
]);

export type ReplyMessage = v.InferOutput<typeof replyMessage>;
