import {
  type Reply,
  type RevocationOutcome,
  revocationReply,
  tokenRejectionReply,
  type TokenType,
} from '@codegrant/core';
import { rejectHttp, revoke as revocationFlow } from '@codegrant/core/internal';
import { brokenRule } from '../events/events.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { readPostedParameters } from '../http/read-parameters.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { revokeGrantOnRequest } from './revoke-grant.ts';
import { run } from './run.ts';

const allTypes: readonly TokenType[] = ['access_token', 'refresh_token'];

const withoutAccessTokens: readonly TokenType[] = ['refresh_token'];

/** Revokes what the client may revoke. The client is answered afterwards: it relies on it. */
const answerRevocation = async <Context>(
  outcome: RevocationOutcome,
  settings: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Promise<Reply> => {
  switch (outcome.kind) {
    case 'rejectToken': {
      const { rule, clientId } = outcome;
      reportOutcome({ kind: 'rejected', error: rule.verdict.error, ...brokenRule(rule) }, { clientId });
      return tokenRejectionReply(outcome);
    }
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

/** The revocation endpoint (RFC 7009 §2). */
export const revoke: EndpointHandler = async (request, settings, reportOutcome) => {
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
