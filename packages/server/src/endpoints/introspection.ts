import { type IntrospectionOutcome, introspectionReply, type IntrospectionSettings, type Reply } from '@codegrant/core';
import { introspect as introspectionFlow, rejectHttp, tokenEndpointAuthMethods } from '@codegrant/core/internal';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { readPostedParameters } from '../http/read-parameters.ts';
import { needsTokenFinder } from '../options/optional-endpoint.ts';
import { answerTokenRejection } from './answer-token-rejection.ts';
import { asTokenError } from './as-token-error.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { run } from './run.ts';
import type { ServedEndpoint } from './served-endpoint.ts';

const answerIntrospection = (outcome: IntrospectionOutcome, reportOutcome: ReportOutcome): Reply => {
  switch (outcome.kind) {
    case 'rejectToken':
      return answerTokenRejection(outcome, 'rejected', reportOutcome);
    case 'introspect': {
      const { asker, response } = outcome;
      reportOutcome(
        { kind: 'introspected', active: response.active },
        asker.kind === 'client' ? { clientId: asker.client.client_id } : { subject: asker.subject },
      );
      return introspectionReply(outcome);
    }
  }
};

const introspectFor =
  (askers: IntrospectionSettings['askers']): EndpointHandler =>
  async (request, settings, reportOutcome) => {
    const read = await readPostedParameters(request, settings.tokenRequestTypes);
    if (read.kind === 'broken') return answerIntrospection(rejectHttp(read.rule), reportOutcome);
    const posted = { form: read.form, authorization: request.header('authorization') };
    const { policy, sha256 } = settings;
    const ports = new FlowPorts(request, settings, reportOutcome);
    const outcome = await run(introspectionFlow(posted, { policy, sha256, askers }, ports));
    return answerIntrospection(outcome, reportOutcome);
  };

/** The settings of {@link introspection}. */
export interface IntrospectionEndpointOptions {
  /**
   * Who may ask. `clients`: confidential clients about their own tokens, and resource servers, which are clients with `introspection` in
   * their registration. `clientsAndOwners`: also a user whom `owner.identify` finds for a request with a Bearer token in its Authorization
   * header, such as an API key, about access tokens of their own grants. Default: `clients`.
   */
  readonly askers?: IntrospectionSettings['askers'] | undefined;
}

const isAskers = (askers: unknown): boolean => askers === 'clients' || askers === 'clientsAndOwners';

/**
 * The introspection endpoint, for the option `endpoints` (RFC 7662). It tells whether a token is valid, and what for. If `tokens` is set, it
 * needs `tokens.find`.
 *
 * @example
 * const endpoints = [introspection()];
 */
export const introspection = ({ askers = 'clients' }: IntrospectionEndpointOptions = {}): ServedEndpoint => ({
  name: 'introspect',
  servedPaths: (paths) => ({ introspect: paths.introspect }),
  problems: (options) => [
    ...needsTokenFinder('introspection')(options),
    // The types say so too, but JavaScript has no types.
    ...(isAskers(askers) ? [] : ["askers of introspection must be 'clients' or 'clientsAndOwners'."]),
  ],
  // RFC 7662 §4: whoever asks has a secret, which no page has.
  routes: (paths) => [
    [
      paths.introspect,
      {
        endpoint: 'introspect',
        methods: ['POST'],
        answer: introspectFor(askers),
        refuse: asTokenError,
        cors: undefined,
      },
    ],
  ],
  metadata: (urlOf) => ({
    introspection_endpoint: urlOf('introspect'),
    introspection_endpoint_auth_methods_supported: tokenEndpointAuthMethods.filter((method) => method !== 'none'),
  }),
});
