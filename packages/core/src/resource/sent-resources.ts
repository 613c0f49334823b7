import type { Params } from '../encoding/read-params.ts';

const none: readonly string[] = [];

/**
 * The resources that a request names, in the order sent. RFC 8707 §2: the parameter may repeat.
 *
 * @returns `undefined` if one of them is undecodable. Empty ones count as absent
 */
export const sentResources = (params: Params): readonly string[] | undefined => {
  const one = params.values.get('resource');
  if (one !== undefined) return [one];
  if (params.malformed.has('resource')) return undefined;
  return params.repeated.has('resource') ? params.all('resource').filter((value) => value !== '') : none;
};
