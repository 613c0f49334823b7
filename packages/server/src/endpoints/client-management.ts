import { pathBelow } from '../options/paths.ts';
import { answerClientList, answerManagedClient } from './answer-client-management.ts';
import { asJson } from './as-json.ts';
import { type ClientManagementOptions, clientManagementProblems } from './client-management-options.ts';
import type { ServedEndpoint } from './served-endpoint.ts';

/** RFC 9562 §4: what a client_id of a managed client looks like. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The management of clients over HTTP, for the option `endpoints`. `GET` of `paths.clientList` lists the clients of an organization in
 * pages, and `POST` creates a client. Below it, `GET`, `PUT` and `DELETE` read, change and delete one client. `authorize` says who sends a
 * request. For tools of your own, use the functions of `managedClients`.
 *
 * Another site cannot use it with the cookies of a user: a browser sends a preflight before JSON, PUT and DELETE, and no origin passes it.
 *
 * @example
 * const endpoints = [clientManagement({ registry, authorize: (context) => managerOf(context) })];
 */
export const clientManagement = (options: ClientManagementOptions): ServedEndpoint => ({
  name: 'clientList',
  servedPaths: (paths) => ({ clientList: paths.clientList, managedClient: pathBelow(paths.clientList) }),
  problems: () => clientManagementProblems(options),
  routes: (paths) => {
    const shared = { endpoint: 'clientList', refuse: asJson, cors: undefined } as const;
    return [
      [paths.clientList, { ...shared, methods: ['GET', 'HEAD', 'POST'], answer: answerClientList(options) }],
      [
        pathBelow(paths.clientList),
        { ...shared, methods: ['GET', 'HEAD', 'PUT', 'DELETE'], answer: answerManagedClient(options) },
      ],
    ];
  },
  metadata: () => ({}),
  clientSource: {
    name: 'clientManagement',
    owns: (clientId) => uuid.test(clientId),
    find: (clientId) => options.registry.find(clientId),
  },
});
