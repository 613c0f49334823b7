import { describeClientManagementRequests } from './describe-client-management-requests.ts';
import { describeClientManagers } from './describe-client-managers.ts';
import { describeManagedClientList } from './describe-managed-client-list.ts';
import { describeManagedClientMetadata } from './describe-managed-client-metadata.ts';
import { describeManagedClients } from './describe-managed-clients.ts';
import type { StartServer } from './running-server.ts';

/** Tests of the management of clients. */
export const describeClientManagement = (start: StartServer): void => {
  describeManagedClients(start);
  describeManagedClientMetadata(start);
  describeClientManagers(start);
  describeManagedClientList(start);
  describeClientManagementRequests(start);
};
