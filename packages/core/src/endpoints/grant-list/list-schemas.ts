import * as v from 'valibot';
import type { PageMeta } from './page-meta.ts';

/** The schema of a time in a reply (RFC 3339). */
export const timeSchema = (says: string): v.GenericSchema<string> =>
  v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/), v.description(says));

const count = (says: string): v.GenericSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.description(says));

/**
 * The schema of a {@link PageMeta}.
 *
 * @param what what the list has
 * @param total the description of `total_results`
 */
export const pageMetaSchema = (what: 'client' | 'grant', total: string): v.GenericSchema<PageMeta> =>
  v.strictObject({
    page_number: count('The number of this page, from 1.'),
    page_size: count(`How many ${what}s a page has at most.`),
    total_pages: count(`How many pages there are. 0 if there is no ${what}.`),
    total_results: count(total),
  });

type OptionalNumber = v.OptionalSchema<v.GenericSchema<number>, undefined>;

/** The query parameters of every list, for a schema. The rules validate requests, and schemas do not. */
export const pageQueryMembers = (
  what: 'clients' | 'grants',
): { readonly 'page[number]': OptionalNumber; readonly 'page[size]': OptionalNumber } => ({
  'page[number]': v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.description('The number of the page. Default: 1.')),
  ),
  'page[size]': v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(100),
      v.description(`How many ${what} a page has. Default: 20.`),
    ),
  ),
});
