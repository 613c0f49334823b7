import { type ClientManagementOutcome, clientManagementReply } from '@codegrant/core';
import { changeClient, createClient, deleteClient, findClient, listClients, refuse } from '@codegrant/core/internal';
import { brokenRule, type Outcome } from '../events/events.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { type HttpRequest, splitTarget } from '../http/http-request.ts';
import { lastSegment } from '../http/last-segment.ts';
import { readPostedJson } from '../http/read-json.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import type { ClientManagementOptions } from './client-management-options.ts';
import { clientManagementPorts } from './client-management-ports.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { run } from './run.ts';

const reportClients = (outcome: ClientManagementOutcome, reportOutcome: ReportOutcome): void => {
  const managed = (action: Extract<Outcome, { kind: 'clientManaged' }>['action'], clientId: string): void =>
    reportOutcome({ kind: 'clientManaged', action, by: 'manager' }, { clientId });
  switch (outcome.kind) {
    case 'refuse':
    case 'refuseClient': {
      const { rule } = outcome;
      return reportOutcome({ kind: 'refused', status: rule.verdict.status, ...brokenRule(rule) });
    }
    case 'listClients':
      return reportOutcome({ kind: 'clientsShown', count: outcome.clients.length });
    case 'findClient':
      return reportOutcome({ kind: 'clientsShown', count: 1 }, { clientId: outcome.client.metadata.client_id });
    case 'createClient':
      return managed('created', outcome.client.metadata.client_id);
    case 'changeClient':
      return managed('changed', outcome.client.metadata.client_id);
    case 'deleteClient':
      return managed('deleted', outcome.client.metadata.client_id);
  }
};

type Ports = ReturnType<typeof clientManagementPorts>;

/** Reads a request, and runs its flow. */
type RunRequest = <Context>(
  request: HttpRequest<Context>,
  settings: ServerSettings<Context>,
  ports: Ports,
) => Promise<ClientManagementOutcome>;

const namesOf = <Context>({ grantTypes }: ServerSettings<Context>): readonly string[] =>
  grantTypes.map(({ name }) => name);

/** The list of clients by GET, and a new client by POST. */
const runListRequest: RunRequest = async (request, settings, ports) => {
  if (request.method !== 'POST') return run(listClients(splitTarget(request.target).query, ports));
  const read = await readPostedJson(request);
  return read.kind === 'broken'
    ? refuse(read.rule)
    : run<ClientManagementOutcome>(createClient(read.value, namesOf(settings), ports));
};

/** One client: read by GET, changed by PUT, deleted by DELETE. */
const runClientRequest: RunRequest = async (request, settings, ports) => {
  const clientId = lastSegment(request.target);
  if (request.method === 'DELETE') return run(deleteClient(clientId, ports));
  if (request.method !== 'PUT') return run(findClient(clientId, ports));
  const read = await readPostedJson(request);
  return read.kind === 'broken'
    ? refuse(read.rule)
    : run<ClientManagementOutcome>(changeClient(clientId, read.value, namesOf(settings), ports));
};

const answerWith =
  (options: ClientManagementOptions, runRequest: RunRequest): EndpointHandler =>
  async (request, settings, reportOutcome) => {
    const ports = clientManagementPorts(request.context, options, settings);
    const outcome = await runRequest(request, settings, ports);
    reportClients(outcome, reportOutcome);
    return clientManagementReply(outcome, settings.policy);
  };

/** Answers requests to the list of clients. */
export const answerClientList = (options: ClientManagementOptions): EndpointHandler =>
  answerWith(options, runListRequest);

/** Answers requests to one client. */
export const answerManagedClient = (options: ClientManagementOptions): EndpointHandler =>
  answerWith(options, runClientRequest);
