import {
  type PathHandler,
  type Policy,
  protectedResource,
  type ProtectedResourceOptions,
  type TokenFinder,
} from '@codegrant/server';
import { json } from './replies.ts';
import { firstOf, routes } from './routes.ts';

/** The settings of {@link me}. */
interface ProfileSettings extends Pick<ProtectedResourceOptions, 'report' | 'now'> {
  /** The authorization server. */
  readonly tokens: TokenFinder & { readonly policy: Policy };
}

/** The URL of the API, and the audience of its tokens. Clients compare it with the URL that they call. */
export const profileUrl = (issuer: string): string => new URL('/me', issuer).href;

/** A protected resource: the client reads it with its access token. */
export const me = ({ tokens, report, now }: ProfileSettings): PathHandler<unknown> => {
  const { issuer } = tokens.policy;
  const api = protectedResource({
    tokens,
    resource: profileUrl(issuer),
    // The policy has no resources, so opaque tokens are for none. JWTs are for this one.
    tokensWithoutResource: 'accept',
    authorizationServers: [issuer],
    scopes: ['read'],
    name: 'Your profile',
    report,
    now,
  });
  const check = api.checkFor({ scope: ['read'] });
  const profile = routes<unknown>({
    'GET /me': async ({ header }) => {
      const access = await check(header('authorization'));
      if (access.kind === 'refused') return access.reply;
      const { subject, clientId, scope } = access.token;
      return json(200, { sub: subject, client_id: clientId, scope: scope.join(' ') });
    },
  });
  return firstOf([api, profile]);
};
