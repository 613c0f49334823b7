import changes from '../../vectors/client-management/changes.json' with { type: 'json' };
import creations from '../../vectors/client-management/creations.json' with { type: 'json' };
import lists from '../../vectors/client-management/lists.json' with { type: 'json' };
import managers from '../../vectors/client-management/managers.json' with { type: 'json' };
import { readClientManagementVectors, type ClientManagementVector } from './client-management-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests that manage clients. */
export const clientManagementVectors: readonly VectorGroup<ClientManagementVector>[] = groups(
  readClientManagementVectors,
  { changes, creations, lists, managers },
);
