import type { Workload } from '../../workload/workload.ts';
import { RecentMap } from '../recent-map.ts';

/** What the floor knows of a code. */
export interface FloorCode {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scope: string;
  readonly expiresAt: number;
}

/** What the floor knows. */
export interface FloorState {
  /** The redirect URIs of each client. */
  readonly clients: ReadonlyMap<string, readonly string[]>;
  readonly scopes: ReadonlySet<string>;
  readonly codes: RecentMap<FloorCode>;
}

export const floorState = ({ registrations, scopes, scenario }: Workload): FloorState => ({
  clients: new Map(registrations.map(({ client_id, redirect_uris }) => [client_id, redirect_uris])),
  scopes: new Set(scopes),
  codes: new RecentMap(scenario.codes),
});
