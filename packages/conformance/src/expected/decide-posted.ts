import type { PostedTokenRequest, TokenRejection } from '@codegrant/core';
import { Broken, readJsonParameters, rejectHttp } from '@codegrant/core/internal';
import type { PostedRequest } from '../vectors/posted-request.ts';

/** Decides about the form of a vector, or about the pairs of its JSON. JSON that breaks a rule is rejected, as the server rejects it. */
export const decidePosted = <Outcome>(
  request: PostedRequest,
  decide: (posted: PostedTokenRequest) => Outcome,
): Outcome | TokenRejection => {
  const form = 'form' in request ? request.form : readJsonParameters(request.json);
  if (form instanceof Broken) return rejectHttp(form.rule);
  return decide({ form, authorization: request.authorization });
};
