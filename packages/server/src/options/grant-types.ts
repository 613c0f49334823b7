import type { ServedGrantType } from '../grant-types/served-grant-type.ts';
import { hasMethod } from '../ports/has-method.ts';
import { type ListedNames, listedProblems } from './listed-problems.ts';

const isServedGrantType = (value: unknown): value is ServedGrantType => hasMethod(value, 'flow');

/** The grant types of the option `grantTypes`. What is none is left out: it is a problem already. */
export const servedGrantTypes = (grantTypes: unknown): readonly ServedGrantType[] =>
  Array.isArray(grantTypes) ? grantTypes.filter(isServedGrantType) : [];

const named: ListedNames = {
  one: 'grant type of this package',
  several: 'grant types of this package',
  cure: 'Import it from @codegrant/server.',
};

/** Returns the problems of the option `grantTypes`. */
export const grantTypesProblems = (grantTypes: unknown): readonly string[] =>
  listedProblems('grantTypes', named, grantTypes, isServedGrantType, undefined);
