import { type Stage, stage } from '../rules/stage.ts';
import type { BearerVerdict } from './bearer-rejection.ts';
import { readBearerCredentials } from './read-bearer-credentials.ts';

/** A request to a protected resource. Nothing but this header is read. */
interface HeaderedRequest {
  /** The Authorization header. Several headers of this name are joined with a comma. */
  readonly authorization: string | undefined;
}

/** A request with an access token. */
interface CredentialedRequest {
  readonly accessToken: string;
}

type Read = ReturnType<typeof readBearerCredentials>;

/**
 * RFC 6750 §2.1: the token is in the Authorization header. RFC 9700 §4.3.2: a token in the query ends up in logs, so a token that is
 * anywhere else counts as none. Nothing is looked up yet.
 */
export const bearerCredentialsStage: Stage<HeaderedRequest, CredentialedRequest, BearerVerdict> = /* @__PURE__ */ stage<
  HeaderedRequest,
  BearerVerdict
>()
  .refine(
    {
      name: 'bearer-token-sent',
      requirements: ['R270', 'R271', 'R272'],
      source: 'RFC 6750 §3.1',
      message:
        'The request has no access token. Send an access token in the Authorization header, after Bearer and a space.',
      verdict: { status: 401, error: 'missing_token' },
    },
    ({ authorization }): Read | undefined => {
      const read = readBearerCredentials(authorization);
      return read.kind === 'none' ? undefined : read;
    },
  )
  .refine(
    {
      name: 'bearer-token-readable',
      requirements: ['R270', 'R273'],
      source: 'RFC 6750 §3.1',
      message:
        'The Authorization header is malformed. Send one Authorization header that consists of Bearer, a space and one access token.',
      verdict: { status: 400, error: 'invalid_request' },
    },
    (read) => (read.kind === 'bearer' ? { accessToken: read.accessToken } : undefined),
  );
