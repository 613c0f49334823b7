import type { ConsentPorts, TokenPorts } from '@codegrant/core/internal';
import type { ReportOutcome } from '../events/report-outcome.ts';
import type { HttpRequest } from '../http/http-request.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import { findClient } from '../ports/clients.ts';
import { rememberedScope } from '../ports/consents.ts';
import { identifyOwner } from '../ports/owners.ts';
import { recordAnswer, takeCode } from '../ports/store.ts';
import { ruleOfFailure } from './rule-of-failure.ts';

/** Ports that may answer with a promise. */
type AwaitablePorts<Ports> = {
  readonly [Name in keyof Ports]: Ports[Name] extends (...args: infer Arguments) => infer Answer
    ? (...args: Arguments) => Awaitable<Answer>
    : never;
};

/** The ports of the flows, made from the ports in the options. */
export const flowPorts = <Context>(
  request: Pick<HttpRequest<Context>, 'context'>,
  settings: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): AwaitablePorts<ConsentPorts & TokenPorts> => {
  const { clients, owner, consents, store } = settings;
  return {
    findClient: (clientId) => findClient(clientId, clients),
    // The context is read only here: a request that needs no owner does not depend on it.
    identifyOwner: () => identifyOwner(request.context, owner),
    consent: ({ client }, { subject }, answer) =>
      mapAwaitable(rememberedScope(subject, client.client_id, consents), (remembered) => ({ remembered, answer })),
    now: settings.now,
    entropy: settings.entropy,
    saveCode: (record) => store.saveCode(record),
    remember: (subject, clientId, scope) => consents.remember(subject, clientId, scope),
    recordAnswer: (id, answer, expiresAt) => recordAnswer(id, answer, expiresAt, store),
    takeCode: (codeHash) => takeCode(codeHash, store, settings.now),
    failed: (cause, client) => {
      reportOutcome({ kind: 'failed', cause }, { clientId: client.client_id });
      return ruleOfFailure(cause);
    },
  };
};
