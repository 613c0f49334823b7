import { randomBytes } from 'node:crypto';
import { clientList, createAuthorizationServer, type Client, memoryTokens, type PathHandler } from '@codegrant/server';
import { account } from './account.ts';
import { hostedConsent, hostedConsentUrl } from './hosted-consent.ts';
import { me } from './me.ts';
import { policyFor } from './policy.ts';
import { firstOf } from './routes.ts';
import { sessions } from './sessions.ts';
import { signIn } from './sign-in.ts';

/** What the app is made for. */
export interface AppSettings<Context> {
  readonly issuer: string;
  readonly clients: readonly Client[];
  readonly rememberConsent: boolean;
  /** Where people are asked: on the page that the authorization server brings, or on one of the app's own. */
  readonly consent: 'embedded' | 'hosted';
  /** The Cookie header of a request, in whatever form the adapter has it. */
  readonly cookieOf: (context: Context) => string | undefined;
}

/** The whole app: the authorization server, with users, sessions and a protected resource around it. */
export const createApp = <Context>({
  issuer,
  clients,
  rememberConsent,
  consent,
  cookieOf,
}: AppSettings<Context>): PathHandler<Context> => {
  const browserSessions = sessions(issuer.startsWith('https:'));
  const tokens = memoryTokens(600);
  const authorizationServer = createAuthorizationServer<Context>({
    policy: policyFor(issuer, rememberConsent),
    clients: clientList(clients),
    owner: { identify: (context) => browserSessions.read(cookieOf(context)) },
    tokens,
    consentUrl: consent === 'hosted' ? hostedConsentUrl : undefined,
    consentKeys: [randomBytes(32)],
    report: (event) => event.kind === 'failed' && console.error(event.cause),
  });
  return firstOf([
    authorizationServer,
    signIn(browserSessions),
    ...(consent === 'hosted' ? [hostedConsent<Context>()] : []),
    account(browserSessions),
    me(tokens),
  ]);
};
