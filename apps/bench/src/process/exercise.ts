import { type Kind, kinds } from '../workload/kinds.ts';

/** What a batch does: it sends authorization requests of one kind, or it redeems codes. */
export const exercises = [...kinds, 'redeem'] as const;

export type Exercise = (typeof exercises)[number];

export const isKind = (exercise: Exercise): exercise is Kind => exercise !== 'redeem';

/** The kind of the authorization requests of an exercise: a code comes from a valid one. */
export const kindOf = (exercise: Exercise): Kind => (isKind(exercise) ? exercise : 'valid');
