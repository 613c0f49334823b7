import type { FoundToken } from '../presented-token/find-presented-token.ts';
import type { ActiveToken, IntrospectionResponse } from './introspection-response-schema.ts';
import type { ShownToken } from './shown-to.ts';

const audienceOf = ([first, ...others]: readonly string[]): Pick<ActiveToken, 'aud'> => {
  if (first === undefined) return {};
  // RFC 7519 §4.1.3: one audience may be a string.
  return { aud: others.length === 0 ? first : [first, ...others] };
};

const timesOf = (found: FoundToken): Pick<ActiveToken, 'exp' | 'iat' | 'sub' | 'token_type'> => {
  switch (found.type) {
    case 'access_token': {
      const { subject, clientId, expiresAt, issuedAt } = found.token;
      // RFC 9068 §2.2: without a resource owner, the subject is the client. RFC 7662 §2.2: times are integers.
      return { sub: subject ?? clientId, exp: Math.floor(expiresAt), iat: Math.floor(issuedAt), token_type: 'Bearer' };
    }
    case 'refresh_token':
      return { sub: found.grant.subject, exp: found.expiresAt };
  }
};

/** RFC 7662 §2.2: what the asker is told. About a token that it may know nothing of, this is that it is not active. */
export const introspectionResponse = (shown: ShownToken | undefined, issuer: string): IntrospectionResponse => {
  if (shown === undefined) return { active: false };
  const { found, scope, resources } = shown;
  return {
    active: true,
    iss: issuer,
    client_id: found.clientId,
    ...(scope === '' ? {} : { scope }),
    ...audienceOf(resources),
    ...timesOf(found),
  };
};
