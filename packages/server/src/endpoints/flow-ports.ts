import type {
  AccessToken,
  AuthorizationRequest,
  Client,
  ClientRequest,
  CodeRecord,
  Consent,
  ConsentAnswer,
  Entropy,
  FoundRefreshToken,
  GrantRecord,
  Owner,
  RefreshTokenRecord,
  RefreshTokenUse,
  RequestingClient,
  Rule,
  TakenCode,
  TokenRejection,
} from '@codegrant/core';
import {
  type Answer,
  answered,
  type Asked,
  type ConsentPorts,
  type IntrospectionPorts,
  type RefusalVerdict,
  type RevocationPorts,
  type TokenPorts,
} from '@codegrant/core/internal';
import { reportFailure } from '../events/report-failure.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import type { HttpRequest } from '../http/http-request.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { mapAwaitable } from '../ports/awaitable.ts';
import { findClient } from '../ports/clients.ts';
import { rememberedScope } from '../ports/consents.ts';
import { identifyOwner } from '../ports/owners.ts';
import { findToken } from '../ports/found-token.ts';
import { findGrant, findRefreshToken, useRefreshToken } from '../ports/checked-grants.ts';
import { recordAnswer, takeCode } from '../ports/store.ts';
import { ruleOfFailure } from './rule-of-failure.ts';
import { asAnswer, type Pause } from './run.ts';

/**
 * The ports of the flows, made from the ports in the options. It is a class, because a request then makes one object, and
 * not one for each port.
 */
export class FlowPorts<Context>
  implements Asked<Pause, ConsentPorts & TokenPorts & RevocationPorts & IntrospectionPorts>
{
  readonly #request: Pick<HttpRequest<Context>, 'context'>;
  readonly #settings: ServerSettings<Context>;
  readonly #reportOutcome: ReportOutcome;

  constructor(
    request: Pick<HttpRequest<Context>, 'context'>,
    settings: ServerSettings<Context>,
    reportOutcome: ReportOutcome,
  ) {
    this.#request = request;
    this.#settings = settings;
    this.#reportOutcome = reportOutcome;
  }

  findClient(clientId: string): Answer<Pause, Client | undefined> {
    return asAnswer(findClient(clientId, this.#settings.clients));
  }

  assertedClient(request: ClientRequest): Answer<Pause, RequestingClient | TokenRejection | undefined> {
    return this.#settings.clientAssertions?.assertedClient(request, this.#settings, this) ?? answered(undefined);
  }

  limitSecrets(clientId: string, isRight: boolean): Answer<Pause, void> {
    return asAnswer(this.#settings.limits?.limitSecrets(clientId, isRight, this.#request.context));
  }

  /** Of the ports, only the owner and the limits read the context: other requests do not depend on it. */
  identifyOwner(): Answer<Pause, Owner | undefined> {
    return asAnswer(identifyOwner(this.#request.context, this.#settings.owner));
  }

  consent({ client }: AuthorizationRequest, { subject }: Owner, answer: ConsentAnswer): Answer<Pause, Consent> {
    return asAnswer(
      mapAwaitable(rememberedScope(subject, client.client_id, this.#settings.consents), (remembered) => ({
        remembered,
        answer,
      })),
    );
  }

  now(): Answer<Pause, number> {
    return answered(this.#settings.now());
  }

  entropy(): Answer<Pause, Entropy> {
    return answered(this.#settings.entropy());
  }

  saveCode(record: CodeRecord): Answer<Pause, void> {
    return asAnswer(this.#settings.store.saveCode(record));
  }

  remember(subject: string, clientId: string, scope: readonly string[]): Answer<Pause, void> {
    return asAnswer(this.#settings.consents.remember(subject, clientId, scope));
  }

  recordAnswer(id: string, answer: string, expiresAt: number): Answer<Pause, string> {
    return asAnswer(recordAnswer(id, answer, expiresAt, this.#settings.store));
  }

  takeCode(codeHash: string, usedAt: number): Answer<Pause, TakenCode | undefined> {
    return asAnswer(takeCode(codeHash, usedAt, this.#settings.store, this.#settings));
  }

  saveGrant(record: GrantRecord): Answer<Pause, void> {
    return asAnswer(this.#settings.grants.saveGrant(record));
  }

  findGrant(subject: string, grantId: string): Answer<Pause, GrantRecord | undefined> {
    return asAnswer(findGrant(subject, grantId, this.#settings.grants));
  }

  saveRefreshToken(record: RefreshTokenRecord): Answer<Pause, void> {
    return asAnswer(this.#settings.grants.saveRefreshToken(record));
  }

  findRefreshToken(tokenHash: string): Answer<Pause, FoundRefreshToken | undefined> {
    return asAnswer(findRefreshToken(tokenHash, this.#settings.grants));
  }

  useRefreshToken(tokenHash: string, use: RefreshTokenUse): Answer<Pause, RefreshTokenUse> {
    return asAnswer(useRefreshToken(tokenHash, use, this.#settings.grants, this.#settings.now));
  }

  /** Revocation and introspection are served only if access tokens can be found. */
  findAccessToken(accessToken: string): Answer<Pause, AccessToken | undefined> {
    const { tokens, now } = this.#settings;
    const { find } = tokens;
    return find === undefined ? answered(undefined) : asAnswer(findToken(accessToken, { find }, now()));
  }

  failed(cause: unknown, client: Client): Answer<Pause, Rule<RefusalVerdict>> {
    reportFailure(cause, this.#reportOutcome, client.client_id);
    return answered(ruleOfFailure(cause));
  }
}
