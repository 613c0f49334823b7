import type { Params } from '../encoding/read-params.ts';
import { maxParameterLength } from './further-parameters.ts';

/** Whether each of the named parameters, if it was sent, is short enough for a record. */
export const haveAllowedLength = (params: Params, names: readonly string[]): boolean =>
  names.every((name) => (params.values.get(name) ?? '').length <= maxParameterLength);
