import { type Reply, type RevocationOutcome, revocationReply, type TokenType } from '@codegrant/core';
import { rejectHttp, revoke as revocationFlow, tokenEndpointAuthMethods } from '@codegrant/core/internal';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { readPostedParameters } from '../http/read-parameters.ts';
import { needsTokenFinder } from '../options/optional-endpoint.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { answerTokenRejection } from './answer-token-rejection.ts';
import { asTokenError } from './as-token-error.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { revokeGrantOnRequest } from './revoke-grant.ts';
import { run } from './run.ts';
import type { ServedEndpoint } from './served-endpoint.ts';

const allTypes: readonly TokenType[] = ['access_token', 'refresh_token'];

const withoutAccessTokens: readonly TokenType[] = ['refresh_token'];

/** Revokes what the client may revoke. The client is answered afterwards: it relies on it. */
const answerRevocation = async <Context>(
  outcome: RevocationOutcome,
  settings: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Promise<Reply> => {
  switch (outcome.kind) {
    case 'rejectToken':
      return answerTokenRejection(outcome, 'rejected', reportOutcome);
    case 'revokeNothing': {
      const { client, because } = outcome;
      reportOutcome({ kind: 'notRevoked', because }, { clientId: client.client_id });
      return revocationReply();
    }
    case 'revokeGrant': {
      const { client, subject, grantId } = outcome;
      await revokeGrantOnRequest(subject, grantId, settings);
      reportOutcome({ kind: 'revoked', tokenType: 'refresh_token' }, { clientId: client.client_id, subject });
      return revocationReply();
    }
    case 'revokeAccessToken': {
      const { client, subject, accessToken } = outcome;
      await settings.tokens.revokeToken?.(accessToken);
      reportOutcome({ kind: 'revoked', tokenType: 'access_token' }, { clientId: client.client_id, subject });
      return revocationReply();
    }
  }
};

const revoke: EndpointHandler = async (request, settings, reportOutcome) => {
  const read = await readPostedParameters(request, settings.tokenRequestTypes);
  if (read.kind === 'broken') return answerRevocation(rejectHttp(read.rule), settings, reportOutcome);
  const posted = { form: read.form, authorization: request.header('authorization') };
  const { tokens, sha256 } = settings;
  const revocableTypes = tokens.revokeToken === undefined ? withoutAccessTokens : allTypes;
  const ports = new FlowPorts(request, settings, reportOutcome);
  return answerRevocation(
    await run(revocationFlow(posted, { revocableTypes, sha256 }, ports)),
    settings,
    reportOutcome,
  );
};

/**
 * The revocation endpoint, for the option `endpoints` (RFC 7009). A client can revoke one of its access tokens or one of
 * its refresh tokens. The revocation of a refresh token revokes the whole grant. If `tokens` is set, this endpoint requires
 * `tokens.find`. The revocation of access tokens also requires `tokens.revokeToken`.
 *
 * @example
 * const endpoints = [revocation];
 */
export const revocation: ServedEndpoint = {
  name: 'revoke',
  servedPaths: (paths) => ({ revoke: paths.revoke }),
  problems: /* @__PURE__ */ needsTokenFinder('revocation'),
  // RFC 7009 §2.3: a browser-based client may revoke its tokens.
  routes: (paths, cors) => [
    [paths.revoke, { endpoint: 'revoke', methods: ['POST'], answer: revoke, refuse: asTokenError, cors }],
  ],
  metadata: (urlOf) => ({
    revocation_endpoint: urlOf('revoke'),
    revocation_endpoint_auth_methods_supported: tokenEndpointAuthMethods,
  }),
};
