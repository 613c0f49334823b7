import { errorReply } from '../../errors/error-reply.ts';
import { refusalJsonReply } from '../../errors/refusal-reply.ts';
import type { Refusal } from '../../errors/refusal.ts';
import type { Rejection } from '../../errors/rejection.ts';
import { jsonReply } from '../../http/json-reply.ts';
import type { Reply } from '../../http/reply.ts';
import { destinationOf } from '../../redirect-uri/destination.ts';
import type { ConsentDetails } from './consent-details-schema.ts';
import type { ShownQuestion } from './consent-details.ts';

/** Turns the details of a consent request, or the error, into an HTTP reply. */
export const detailsReply = (shown: ShownQuestion | Refusal | Rejection): Reply => {
  switch (shown.kind) {
    case 'refuse':
      return refusalJsonReply(shown);
    case 'showQuestion':
      return jsonReply(200, detailsOf(shown));
    case 'reject':
      // An error in the authorization request is for the client. The client receives it when the consent request is
      // answered.
      return errorReply(400, shown.rule.verdict.error, shown.rule);
  }
};

const detailsOf = ({
  question: { owner },
  request: { client, redirectUri },
  scopes,
  resources,
}: ShownQuestion): ConsentDetails => ({
  data: {
    client_id: client.client_id,
    name: client.client_name,
    client_uri: client.client_uri ?? null,
    logo_uri: client.logo_uri ?? null,
    policy_uri: client.policy_uri ?? null,
    tos_uri: client.tos_uri ?? null,
    redirect_uri: redirectUri,
    redirect_to: destinationOf(redirectUri).kind,
    // JSON has no undefined: a scope without a description has no such member.
    requested_scopes: scopes.map(({ id, name, description, required }) => ({ id, name, description, required })),
    ...(resources.length === 0 ? {} : { requested_resources: resources }),
    verified: client.verified,
    origin: client.origin,
    trusted: client.trusted,
    signed_in_as: owner.name ?? owner.subject,
  },
});
