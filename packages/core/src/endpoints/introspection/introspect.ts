import type { ClientRequest } from '../../client-authentication/credentials.ts';
import { requestingClient } from '../../client-authentication/requesting-client.ts';
import type { Sha256 } from '../../crypto/digest.ts';
import { readParams } from '../../encoding/read-params.ts';
import { rejectToken, type TokenRejection } from '../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { Policy } from '../../settings/policy.ts';
import type { Owner } from '../authorization/owner/identify.ts';
import type { ClientAuthenticationPorts } from '../../client-authentication/authentication-ports.ts';
import { findPresentedToken, type PresentedTokenPorts } from '../presented-token/find-presented-token.ts';
import type { PostedToken } from '../presented-token/posted-token.ts';
import { presentedParametersStage } from '../presented-token/presented-parameters.ts';
import { presentedTokenStage } from '../presented-token/presented-token.ts';
import { type Asker, askingClientStage, askingOwnerStage } from './asker.ts';
import { introspectionResponse } from './introspection-response.ts';
import type { IntrospectionResponse } from './introspection-response-schema.ts';
import { shownTo } from './shown-to.ts';

/** What the flow takes from the settings of a server. */
export interface IntrospectionSettings {
  readonly policy: Policy;
  /** Who may ask: confidential clients, or also users, by a Bearer token of the operator. */
  readonly askers: 'clients' | 'clientsAndOwners';
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}

/** The ports of the flow. */
export interface IntrospectionPorts extends ClientAuthenticationPorts, PresentedTokenPorts {
  /** The user to whom the Bearer token of the request belongs. */
  readonly identifyOwner: () => Owner | undefined;
}

/** The answer to an asker. */
export interface Introspected {
  readonly kind: 'introspect';
  readonly asker: Asker;
  readonly response: IntrospectionResponse;
}

/** The outcome of an introspection request. */
export type IntrospectionOutcome = Introspected | TokenRejection;

const isBearer = (authorization: string | undefined): boolean => /^Bearer(?: |$)/i.test(authorization ?? '');

/** RFC 9110 §5.3: several headers are joined with a comma. With two tokens, nobody knows which one was checked before. */
const isOneBearer = (authorization: string | undefined): boolean => !(authorization ?? '').includes(',');

/** A client that names itself asks as a client, whatever its library puts into the Authorization header. */
const asksAsOwner = ({ params, authorization }: ClientRequest, { askers }: IntrospectionSettings): boolean =>
  askers === 'clientsAndOwners' &&
  isBearer(authorization) &&
  !params.values.has('client_id') &&
  !params.values.has('client_secret') &&
  !params.values.has('client_assertion');

/** Who asks: RFC 7662 §2.1 leaves it to the server how the asker is authorized. */
function* askerOf<Pause>(
  request: ClientRequest,
  settings: IntrospectionSettings,
  ports: Asked<Pause, IntrospectionPorts>,
): Flow<Pause, Asker | TokenRejection> {
  if (asksAsOwner(request, settings)) {
    const owner = isOneBearer(request.authorization) ? yield* ports.identifyOwner() : undefined;
    const asker = askingOwnerStage.run({ owner });
    return asker instanceof Broken ? rejectToken(asker.rule, { scheme: 'Bearer' }) : asker;
  }
  const requesting = yield* requestingClient(request, settings.sha256, ports);
  if (requesting.kind === 'rejectToken') return requesting;
  const { authenticated, scheme } = requesting;
  const asker = askingClientStage.run(authenticated);
  return asker instanceof Broken
    ? rejectToken(asker.rule, { clientId: authenticated.client.client_id, scheme })
    : asker;
}

/** The asker, for logs. */
const partyOf = (asker: Asker): Pick<Partial<TokenRejection>, 'clientId' | 'subject'> =>
  asker.kind === 'client' ? { clientId: asker.client.client_id } : { subject: asker.subject };

/**
 * The introspection endpoint: parameters → asker → token → what the asker may know of it.
 *
 * @see RFC 7662 §2
 */
export function* introspect<Pause>(
  { form, authorization }: PostedToken,
  settings: IntrospectionSettings,
  ports: Asked<Pause, IntrospectionPorts>,
): Flow<Pause, IntrospectionOutcome> {
  const read = presentedParametersStage.run({ params: readParams(form), authorization });
  if (read instanceof Broken) return rejectToken(read.rule);
  const asker = yield* askerOf(read, settings, ports);
  if (asker.kind === 'rejectToken') return asker;
  const presented = presentedTokenStage.run(read.params);
  if (presented instanceof Broken) return rejectToken(presented.rule, partyOf(asker));

  const { policy, sha256 } = settings;
  const found = yield* findPresentedToken(presented, 'access_token', sha256, ports);
  const shown = found && shownTo(asker, found, policy);
  return { kind: 'introspect', asker, response: introspectionResponse(shown, policy.issuer) };
}
