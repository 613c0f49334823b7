import OAuth2Server from '@node-oauth/oauth2-server';
import express, { type Express, type Request, type Response } from 'express';

/** The app before: @node-oauth/oauth2-server on Express. `model` has the clients, the codes and the tokens. */
export const appWith = (
  model: OAuth2Server.AuthorizationCodeModel & OAuth2Server.RefreshTokenModel,
  userOf: (request: Request) => OAuth2Server.User | undefined,
): Express => {
  const oauth = new OAuth2Server({ model, requireClientAuthentication: { refresh_token: false } });
  const answer = async (
    handle: (request: OAuth2Server.Request, response: OAuth2Server.Response) => Promise<unknown>,
    incoming: Request,
    outgoing: Response,
  ) => {
    const response = new OAuth2Server.Response(outgoing);
    await handle(new OAuth2Server.Request(incoming), response).catch(() => undefined);
    outgoing
      .set(response.headers)
      .status(response.status ?? 200)
      .send(response.body);
  };
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.get('/authorize', (request, response) => {
    if (userOf(request) === undefined)
      return response.redirect(`/login?return_to=${encodeURIComponent(request.originalUrl)}`);
    response.send('<form method="post"><p>Allow this app?</p><button>Allow</button></form>');
  });
  app.post('/authorize', (incoming, outgoing) => {
    const authenticateHandler = { handle: () => userOf(incoming) };
    return answer(
      (request, response) => oauth.authorize(request, response, { authenticateHandler }),
      incoming,
      outgoing,
    );
  });
  app.post('/token', (incoming, outgoing) =>
    answer((request, response) => oauth.token(request, response), incoming, outgoing),
  );
  app.get('/api/mail', async (incoming, outgoing) => {
    const request = new OAuth2Server.Request(incoming);
    const token = await oauth.authenticate(request, new OAuth2Server.Response(outgoing), { scope: ['read'] });
    outgoing.json({ mailOf: token.user['id'] });
  });
  return app;
};
