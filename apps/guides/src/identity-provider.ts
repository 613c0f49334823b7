import { type Owner, returnPath } from '@codegrant/server';
import { type Request, Router } from 'express';
import * as openid from 'openid-client';

interface Begun {
  readonly codeVerifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly returnTo: string;
  /** In milliseconds since 1970. */
  readonly until: number;
}

declare module 'express-session' {
  interface SessionData {
    /** Who is signed in. */
    owner: Owner;
    /** The sign-in that this browser has begun. */
    begun: Begun;
  }
}

/** A new session, so that nobody else can know its identifier. */
const renew = (request: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    request.session.regenerate((error) => (error === undefined || error === null ? resolve() : reject(error)));
  });

/**
 * Signs users in with an identity provider (OpenID Connect).
 *
 * @param provider what `discovery` of openid-client returned
 * @param url the URL of this server. Register `${url}/sign-in/callback` at the identity provider
 * @param saveTokens saves the tokens of the identity provider, if your tools need them
 */
export const signInWith = (
  provider: openid.Configuration,
  url: string,
  saveTokens: (subject: string, tokens: openid.TokenEndpointResponse) => Promise<void>,
): Router => {
  const redirect_uri = `${url}/sign-in/callback`;
  const router = Router();

  router.get('/sign-in', async ({ query, session }, response) => {
    const codeVerifier = openid.randomPKCECodeVerifier();
    const code_challenge = await openid.calculatePKCECodeChallenge(codeVerifier);
    const [state, nonce] = [openid.randomState(), openid.randomNonce()];
    const until = Date.now() + 600_000;
    session.begun = { codeVerifier, state, nonce, until, returnTo: returnPath(query['return_to']) ?? '/' };
    const location = openid.buildAuthorizationUrl(provider, {
      redirect_uri,
      scope: 'openid email',
      state,
      nonce,
      code_challenge,
      code_challenge_method: 'S256',
    });
    // The user pressed "Use another account" on the consent page.
    if (query['prompt'] === 'select_account') location.searchParams.set('prompt', 'select_account');
    response.redirect(location.href);
  });

  router.get('/sign-in/callback', async (request, response) => {
    const { begun } = request.session;
    delete request.session.begun; // An answer counts once.
    if (begun === undefined || begun.until < Date.now())
      return void response.status(400).send('This browser began no sign-in in the last ten minutes. Start again.');
    try {
      const tokens = await openid.authorizationCodeGrant(provider, new URL(request.originalUrl, url), {
        pkceCodeVerifier: begun.codeVerifier,
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        idTokenExpected: true,
      });
      const subject = tokens.claims()?.sub ?? '';
      const { email = subject } = await openid.fetchUserInfo(provider, tokens.access_token, subject);
      await saveTokens(subject, tokens);
      await renew(request);
      request.session.owner = { subject, name: email };
      response.redirect(303, begun.returnTo);
    } catch (error) {
      console.error(error);
      response.status(400).send('The sign-in failed. Start again.');
    }
  });
  return router;
};
