import type { ClientSource } from '../client-sources/client-source.ts';
import { hasMethod } from '../ports/has-method.ts';
import { type ListedNames, listedProblems } from './listed-problems.ts';

const isClientSource = (value: unknown): value is ClientSource => hasMethod(value, 'owns') && hasMethod(value, 'find');

const named: ListedNames = {
  one: 'client source',
  several: 'client sources',
  cure: 'Import one, for example clientDocuments of @codegrant/client-documents, and call it.',
};

/** Returns the problems of the option `clientSources`. */
export const clientSourcesProblems = (clientSources: unknown): readonly string[] =>
  listedProblems('clientSources', named, clientSources, isClientSource, undefined);
