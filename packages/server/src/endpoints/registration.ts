import { type Policy, type RegistrationSettings, registrationReply, type RegistrationOutcome } from '@codegrant/core';
import { register as registrationFlow, rejectHttp, signingKeysOf } from '@codegrant/core/internal';
import type { SelfRegisteredClients } from '../client-sources/self-registered-clients.ts';
import { signedClients } from '../client-sources/signed-clients.ts';
import { storedClients } from '../client-sources/stored-clients.ts';
import { brokenRule } from '../events/events.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { readPostedJson } from '../http/read-json.ts';
import { guarded } from '../ports/guarded-call.ts';
import { takeLimit } from '../ports/take-limit.ts';
import { answerTokenRejection } from './answer-token-rejection.ts';
import { asTokenError } from './as-token-error.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { checkedAnswer, everyone } from './registration-answer.ts';
import { checkPlace, registrationOptionProblems, type RegistrationOptions } from './registration-options.ts';
import { asAnswer, run } from './run.ts';
import type { ServedEndpoint } from './served-endpoint.ts';

const defaultMaxClients = 100_000;

const defaultUnusedLifetimeSeconds = 86_400;

const clientsOf = (options: RegistrationOptions): SelfRegisteredClients => {
  if (options.registry === undefined)
    return signedClients(signingKeysOf('keys of registration', options.keys), options.lifetimeDays);
  const { maxClients = defaultMaxClients, unusedLifetimeSeconds = defaultUnusedLifetimeSeconds } = options;
  return storedClients(options.registry, { maxClients, unusedLifetimeSeconds });
};

/** How clients authenticate at the server. */
type Authentication = Pick<RegistrationSettings, 'authMethods' | 'authConflicts'>;

/** RFC 6750 §2.1: the access token of a request. */
const bearerToken = (authorization: string | undefined): string | undefined =>
  /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i.exec(authorization ?? '')?.[1];

const reportRegistration = (outcome: RegistrationOutcome, reportOutcome: ReportOutcome): void => {
  switch (outcome.kind) {
    case 'register':
      return reportOutcome({ kind: 'registered' }, { clientId: outcome.issued.clientId });
    case 'rejectRegistration': {
      const { rule } = outcome;
      return reportOutcome({ kind: 'rejected', error: rule.verdict.error, ...brokenRule(rule) });
    }
  }
};

const registerFor =
  (
    clients: SelfRegisteredClients,
    { accept = everyone }: RegistrationOptions,
    allowedBy: (policy: Policy, authentication: Authentication) => RegistrationSettings,
  ): EndpointHandler =>
  async (request, settings, reportOutcome) => {
    const { limits } = settings;
    if (limits !== undefined)
      await takeLimit(limits, limits.keyOf('register', request.context), 1, 'The caller registered too many clients.');
    const read = await readPostedJson(request);
    if (read.kind === 'broken') return answerTokenRejection(rejectHttp(read.rule), 'rejected', reportOutcome);
    const { clientAssertions } = settings;
    const allowed = allowedBy(settings.policy, {
      authMethods: clientAssertions?.authMethods,
      authConflicts: clientAssertions?.conflicts,
    });
    const posted = { value: read.value, token: bearerToken(request.header('authorization')) };
    const guardedAccept = guarded('accept of registration', accept, settings.portTimeoutMilliseconds);
    const outcome = await run(
      registrationFlow(posted, allowed, {
        accept: (metadata, token) => asAnswer(checkedAnswer(guardedAccept(metadata, { token }))),
        issue: (asked, metadata) => asAnswer(clients.issue({ asked, metadata, allowed, settings })),
      }),
    );
    reportRegistration(outcome, reportOutcome);
    return registrationReply(outcome);
  };

/**
 * The registration endpoint, for the option `endpoints` (RFC 7591): clients register themselves. Anyone can call it, unless `accept` says
 * otherwise. Such a client is marked as one that the operator does not know, and it never gets a grant without consent.
 *
 * With `keys`, nothing is stored: the client_id contains the registration. Then every client is public. With `registry`, clients are stored,
 * can be deleted, and may have a secret.
 *
 * @throws {InvalidSettings} without `keys` and `registry`, or with both
 * @throws {RangeError} if `keys` are no keys
 * @example
 * const endpoints = [registration({ keys: [crypto.getRandomValues(new Uint8Array(32))] })];
 */
export const registration = (options: RegistrationOptions): ServedEndpoint => {
  checkPlace(options);
  const clients = clientsOf(options);
  const allowedBy = (
    { scopes, refreshTokens, unknownScope }: Policy,
    { authMethods, authConflicts }: Authentication,
  ): RegistrationSettings => ({
    authMethods,
    authConflicts,
    scope: options.scope ?? [...scopes.keys()],
    grantTypes: options.grantTypes ?? ['authorization_code', ...(refreshTokens === 'never' ? [] : ['refresh_token'])],
    redirectUris: options.redirectUris ?? 'usable',
    customRedirectSchemes: options.customRedirectSchemes,
    unknownScope,
    clientTypes: clients.clientTypes,
    longestRegistration: clients.longestRegistration,
  });
  return {
    name: 'register',
    servedPaths: (paths) => ({ register: paths.register }),
    problems: ({ policy, consentKeys }) => registrationOptionProblems(options, policy.scopes, consentKeys),
    // A page of another origin can be a client. No cookie is read.
    routes: (paths, cors) => [
      [
        paths.register,
        {
          endpoint: 'register',
          methods: ['POST'],
          answer: registerFor(clients, options, allowedBy),
          refuse: asTokenError,
          cors,
        },
      ],
    ],
    metadata: (urlOf) => ({ registration_endpoint: urlOf('register') }),
    clientSource: {
      name: 'registration',
      owns: clients.owns,
      find: (clientId, settings) => clients.find(clientId, allowedBy(settings.policy, settings), settings),
      keep: clients.keep,
    },
  };
};
