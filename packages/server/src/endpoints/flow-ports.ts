import { entropyOf } from '@codegrant/core';
import type { ConsentPorts, TokenPorts } from '@codegrant/core/internal';
import type { Tell } from '../events/events.ts';
import type { Parts } from '../options/parts.ts';
import { type Awaitable, whenGiven } from '../ports/awaitable.ts';
import { findClient } from '../ports/clients.ts';
import { rememberedScope } from '../ports/consents.ts';
import { identifyOwner } from '../ports/owners.ts';
import { spendQuestion, takeCode } from '../ports/store.ts';

/** Ports that may answer later. */
type Later<Ports> = {
  readonly [Name in keyof Ports]: Ports[Name] extends (...args: infer Arguments) => infer Answer
    ? (...args: Arguments) => Awaitable<Answer>
    : never;
};

/** Everything that a flow of any endpoint asks for, from the ports of the operator. */
export const flowPorts = <Context>(
  context: Context,
  { clients, owner, consents, store, now, random }: Parts<Context>,
  tell: Tell,
): Later<ConsentPorts & TokenPorts> => ({
  findClient: (clientId) => findClient(clientId, clients),
  identifyOwner: () => identifyOwner(context, owner),
  consent: (request, { subject }, answer) =>
    whenGiven(rememberedScope(subject, request.client.client_id, consents), (remembered) => ({ remembered, answer })),
  now,
  entropy: () => entropyOf(random(32)),
  saveCode: (record) => store.saveCode(record),
  remember: (subject, clientId, scope) => consents.remember(subject, clientId, scope),
  spend: (id, expiresAt) => spendQuestion(id, expiresAt, store),
  takeCode: (codeHash) => takeCode(codeHash, store),
  failed: (cause, client) => tell({ kind: 'failed', cause }, { clientId: client.client_id }),
});
