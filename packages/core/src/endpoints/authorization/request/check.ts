import type { RejectionVerdict } from '../../../errors/rejection.ts';
import type { Stage } from '../../../rules/stage.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { checkParametersStage } from './check-parameters.ts';
import { checkPkceStage } from './check-pkce.ts';
import { checkResourceStage } from './check-resource.ts';
import { checkScopeStage } from './check-scope.ts';
import type { PolicedClient } from './policed-client.ts';

/** RFC 6749 §4.1.2.1: the errors that the client receives by redirect. */
export const checkStage: Stage<PolicedClient, AuthorizationRequest, RejectionVerdict> =
  /* @__PURE__ */ checkParametersStage
    .followedBy(checkResourceStage)
    .followedBy(checkScopeStage)
    .followedBy(checkPkceStage);
