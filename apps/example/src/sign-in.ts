import type { KeptLimits } from '@codegrant/limits';
import {
  type Html,
  html,
  type HttpRequest,
  page,
  pageReply,
  type PathHandler,
  readParams,
  type Reply,
  returnPath,
} from '@codegrant/server';
import { readOwnForm } from './read-own-form.ts';
import { seeOther } from './replies.ts';
import { routes } from './routes.ts';
import type { Sessions } from './sessions.ts';
import { findUser } from './users.ts';

const home = '/account';

/** What the sign-in form shows. */
interface FormContent {
  readonly returnTo: string;
  readonly userName: string;
  readonly problem: string | undefined;
}

/** The focus is on the first field that is empty. */
const userNameField = (userName: string): Html =>
  html`<input name="username" value="${userName}" autocomplete="username" required${userName === '' ? ' autofocus' : ''}>`;

const passwordField = (userName: string): Html =>
  html`<input name="password" type="password" autocomplete="current-password" required${userName === '' ? '' : ' autofocus'}>`;

const form = (status: number, { returnTo, userName, problem }: FormContent): Reply =>
  pageReply(
    status,
    page(
      'Sign in',
      html`<h1>Sign in</h1>
${problem === undefined ? undefined : html`<p class="warn" role="alert">${problem}</p>`}
<form method="post" action="/sign-in">
<input type="hidden" name="return_to" value="${returnTo}">
<label>User name ${userNameField(userName)}</label>
<label>Password ${passwordField(userName)}</label>
<div class="choice"><button class="allow">Sign in</button></div>
</form>
<p class="soft">Demo users: <code>demo</code> / <code>demo</code> or <code>alice</code> / <code>alice</code>.</p>`,
    ),
    // The redirects after this form end on this site: from there, the authorization endpoint sends the browser on by a page.
    ["'self'"],
  );

const show = <Context>({ target }: HttpRequest<Context>): Reply => {
  const returnTo = readParams(target.replace(/^[^?]*\??/, '')).values.get('return_to');
  return form(200, { returnTo: returnPath(returnTo) ?? home, userName: '', problem: undefined });
};

/** What the sign-in page needs. */
export interface SignInParts {
  readonly sessions: Sessions;
  /**
   * Limits the attempts for each user name, whether the user exists or not. A server on the internet also limits the attempts from one
   * network, so that nobody tries one password with every name.
   */
  readonly limits: Pick<KeptLimits<never>, 'take' | 'forget'>;
  /** The origin at which browsers reach the app. */
  readonly publicOrigin: string;
}

const tooManyAttempts = (content: FormContent, waitSeconds: number): Reply => {
  const reply = form(429, content);
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(waitSeconds) } };
};

const submit = async <Context>(
  request: HttpRequest<Context>,
  { sessions, limits, publicOrigin }: SignInParts,
): Promise<Reply> => {
  // Login CSRF: another site must not sign the user in to an account of its choice.
  const refusal = 'This request came from another site. Sign in on the sign-in page.';
  const read = await readOwnForm(request, publicOrigin, refusal);
  if (read.kind === 'refused') return read.reply;
  const { values } = readParams(read.form);
  const returnTo = returnPath(values.get('return_to')) ?? home;
  // No user has a longer name. What is kept for each attempt stays small.
  const userName = (values.get('username') ?? '').slice(0, 256);
  // It counts before the password is checked, so attempts that are sent at the same time count too.
  const attempts = `sign-in:${userName}`;
  const attempt = await limits.take(attempts, 1);
  if (!attempt.allowed) {
    const { retryAfterSeconds } = attempt;
    const problem = `Too many attempts with this user name. Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`;
    return tooManyAttempts({ returnTo, userName, problem }, retryAfterSeconds);
  }
  const user = await findUser(userName, values.get('password') ?? '');
  if (user === undefined)
    return form(422, { returnTo, userName, problem: 'The user name or password is incorrect. Try again.' });
  await limits.forget(attempts);
  const { subject, name } = user;
  const owner = { subject, name, authTime: Math.floor(Date.now() / 1000) };
  return seeOther(returnTo, { 'set-cookie': await sessions.start(owner, request.header('cookie')) });
};

/** The sign-in page. All it does for OAuth is to send the user back to `return_to`. */
export const signIn = <Context>(parts: SignInParts): PathHandler<Context> =>
  routes({
    'GET /sign-in': show,
    'POST /sign-in': (request) => submit(request, parts),
  });
