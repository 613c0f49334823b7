import {
  type Clients,
  type CodeRecord,
  clientList,
  type Consents,
  type Owners,
  type Store,
  type TakenCode,
  type Tokens,
} from '@codegrant/server';
import type { Workload } from '../../workload/workload.ts';
import { RecentMap } from '../recent-map.ts';
import { clientsOf, subject } from './settings.ts';

/** The ports of a server. */
export interface Ports {
  readonly clients: Clients;
  readonly owner: Owners<unknown>;
  readonly consents: Consents;
  readonly store: Store;
  readonly tokens: Tokens;
}

/** A store in a map that drops the oldest codes. */
const mapStore = (atLeast: number): Store => {
  const codes = new RecentMap<CodeRecord>(atLeast);
  return {
    saveCode: (record) => codes.set(record.codeHash, record),
    takeCode: (codeHash): TakenCode | undefined => {
      const record = codes.get(codeHash);
      codes.delete(codeHash);
      return record === undefined ? undefined : { record, firstUse: true };
    },
    recordAnswer: (_id, answer) => answer,
  };
};

/** Ports that return values. */
export const valuePorts = (workload: Workload): Ports => ({
  clients: clientList(clientsOf(workload)),
  owner: { identify: () => ({ subject }) },
  consents: { granted: () => workload.scopes, remember: () => {}, forget: () => {} },
  store: mapStore(workload.scenario.codes),
  tokens: { issue: () => ({ accessToken: 'token', expiresIn: 3600 }), revoke: () => {} },
});
