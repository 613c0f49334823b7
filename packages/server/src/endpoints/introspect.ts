import { type IntrospectionOutcome, introspectionReply, type Reply, tokenRejectionReply } from '@codegrant/core';
import { introspect as introspectionFlow, rejectHttp } from '@codegrant/core/internal';
import { brokenRule } from '../events/events.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { readPostedParameters } from '../http/read-parameters.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { run } from './run.ts';

const answerIntrospection = (outcome: IntrospectionOutcome, reportOutcome: ReportOutcome): Reply => {
  switch (outcome.kind) {
    case 'rejectToken': {
      const { rule, clientId, subject } = outcome;
      reportOutcome({ kind: 'rejected', error: rule.verdict.error, ...brokenRule(rule) }, { clientId, subject });
      return tokenRejectionReply(outcome);
    }
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

/** The introspection endpoint (RFC 7662 §2). */
export const introspect: EndpointHandler = async (request, settings, reportOutcome) => {
  const read = await readPostedParameters(request, settings.tokenRequestTypes);
  if (read.kind === 'broken') return answerIntrospection(rejectHttp(read.rule), reportOutcome);
  const posted = { form: read.form, authorization: request.header('authorization') };
  const ports = new FlowPorts(request, settings, reportOutcome);
  return answerIntrospection(await run(introspectionFlow(posted, settings, ports)), reportOutcome);
};
