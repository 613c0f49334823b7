import {
  html,
  type HttpRequest,
  page,
  pageReply,
  type PathHandler,
  readParams,
  readPostedForm,
  type Reply,
  returnPath,
} from '@codegrant/server';
import { isCrossOrigin } from './is-cross-origin.ts';
import { plain, seeOther } from './replies.ts';
import { routes } from './routes.ts';
import type { Sessions } from './sessions.ts';
import { findUser } from './users.ts';

const home = '/account';

const form = (status: number, returnTo: string, problem: string | undefined): Reply =>
  pageReply(
    status,
    page(
      'Sign in',
      html`<h1>Sign in</h1>
${problem === undefined ? undefined : html`<p class="warn" role="alert">${problem}</p>`}
<form method="post" action="/sign-in">
<input type="hidden" name="return_to" value="${returnTo}">
<label>User name <input name="username" autocomplete="username" required autofocus></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<div class="choice"><button class="allow">Sign in</button></div>
</form>
<p class="soft">Demo users: <code>demo</code> / <code>demo</code> or <code>alice</code> / <code>alice</code>.</p>`,
    ),
    // No form-action: after sign-in the browser is redirected to the authorization endpoint, and perhaps on to any client.
    [],
  );

const show = <Context>({ target }: HttpRequest<Context>): Reply => {
  const returnTo = readParams(target.replace(/^[^?]*\??/, '')).values.get('return_to');
  return form(200, returnPath(returnTo) ?? home, undefined);
};

const submit = async <Context>(request: HttpRequest<Context>, sessions: Sessions): Promise<Reply> => {
  // Login CSRF: another site must not sign the user in to an account of its choice.
  if (isCrossOrigin(request)) return plain(403, 'This request came from another site. Sign in on the sign-in page.');
  const read = await readPostedForm(request);
  if (read.kind === 'broken') return plain(read.rule.verdict.status, read.rule.message);
  const { values } = readParams(read.form);
  const returnTo = returnPath(values.get('return_to')) ?? home;
  const user = await findUser(values.get('username') ?? '', values.get('password') ?? '');
  if (user === undefined) return form(422, returnTo, 'The user name or password is incorrect. Try again.');
  const { subject, name } = user;
  const cookie = await sessions.start({ subject, name, authTime: Math.floor(Date.now() / 1000) });
  return seeOther(returnTo, { 'set-cookie': cookie });
};

/** The sign-in page. All it does for OAuth is to send the user back to `return_to`. */
export const signIn = <Context>(sessions: Sessions): PathHandler<Context> =>
  routes({
    'GET /sign-in': show,
    'POST /sign-in': (request) => submit(request, sessions),
  });
