import { entropyOf } from '@codegrant/core';
import type { ConsentPorts, TokenPorts } from '@codegrant/core/internal';
import type { ReportOutcome } from '../events/report-outcome.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import { findClient } from '../ports/clients.ts';
import { rememberedScope } from '../ports/consents.ts';
import { identifyOwner } from '../ports/owners.ts';
import { spendConsentToken, takeCode } from '../ports/store.ts';

/** Ports that may answer with a promise. */
type AwaitablePorts<Ports> = {
  readonly [Name in keyof Ports]: Ports[Name] extends (...args: infer Arguments) => infer Answer
    ? (...args: Arguments) => Awaitable<Answer>
    : never;
};

/** The ports of the flows, made from the ports in the options. */
export const flowPorts = <Context>(
  context: Context,
  { clients, owner, consents, store, now, random }: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): AwaitablePorts<ConsentPorts & TokenPorts> => ({
  findClient: (clientId) => findClient(clientId, clients),
  identifyOwner: () => identifyOwner(context, owner),
  consent: (request, { subject }, answer) =>
    mapAwaitable(rememberedScope(subject, request.client.client_id, consents), (remembered) => ({
      remembered,
      answer,
    })),
  now,
  entropy: () => entropyOf(random(32)),
  saveCode: (record) => store.saveCode(record),
  remember: (subject, clientId, scope) => consents.remember(subject, clientId, scope),
  spend: (id, expiresAt) => spendConsentToken(id, expiresAt, store),
  takeCode: (codeHash) => takeCode(codeHash, store),
  failed: (cause, client) => reportOutcome({ kind: 'failed', cause }, { clientId: client.client_id }),
});
