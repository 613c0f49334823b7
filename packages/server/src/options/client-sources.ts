import type { ClientSource } from '../client-sources/client-source.ts';
import { hasMethod } from '../ports/has-method.ts';
import { listedProblems } from './listed-problems.ts';

const isClientSource = (value: unknown): value is ClientSource => hasMethod(value, 'owns') && hasMethod(value, 'find');

/** Returns the problems of the option `clientSources`. */
export const clientSourcesProblems = (clientSources: unknown): readonly string[] =>
  listedProblems('clientSources', 'client source', clientSources, isClientSource, undefined);
