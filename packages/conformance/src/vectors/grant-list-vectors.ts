import lists from '../../vectors/grant-list/lists.json' with { type: 'json' };
import pages from '../../vectors/grant-list/pages.json' with { type: 'json' };
import singleGrants from '../../vectors/grant-list/single-grants.json' with { type: 'json' };
import { readGrantListVectors, type GrantListVector } from './grant-list-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests to the list of grants. */
export const grantListVectors: readonly VectorGroup<GrantListVector>[] = groups(readGrantListVectors, {
  lists,
  pages,
  'single-grants': singleGrants,
});
