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
import type { Sessions } from './sessions.ts';

/** This demonstration has no passwords. Put your own sign-in here. */
const users = ['ada', 'grace'];

const plain = (status: number, text: string): Reply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: `${text}\n`,
});

const pathIn = (params: string): string => returnPath(readParams(params).values.get('return_to')) ?? '/';

const show = ({ target }: HttpRequest<unknown>): Reply =>
  pageReply(
    200,
    page(
      'Sign in',
      html`<h1>Sign in</h1>
<form method="post" action="/sign-in">
<input type="hidden" name="return_to" value="${pathIn(target.replace(/^[^?]*\??/, ''))}">
<p>This demonstration has no passwords. Who are you?</p>
<div class="choice">${users.map((user) => html`<button name="user" value="${user}">${user}</button>`)}</div>
</form>`,
    ),
    ["'self'"],
  );

/** Login CSRF: another site must not sign the user in to an account of its choice. Programs send none of both headers. */
const isFromOtherSite = ({ header }: HttpRequest<unknown>, url: string): boolean => {
  const site = header('sec-fetch-site');
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return ![undefined, new URL(url).origin].includes(header('origin'));
};

const submit = async (request: HttpRequest<unknown>, sessions: Sessions, url: string): Promise<Reply> => {
  if (isFromOtherSite(request, url))
    return plain(403, 'This request came from another site. Sign in on the sign-in page.');
  const read = await readPostedForm(request);
  if (read.kind === 'broken') return plain(read.rule.verdict.status, read.rule.message);
  const user = readParams(read.form).values.get('user') ?? '';
  if (!users.includes(user)) return plain(422, `There is no user ${JSON.stringify(user)}. Go back, and choose a user.`);
  const location = returnPath(readParams(read.form).values.get('return_to')) ?? '/';
  return {
    status: 303,
    headers: { location, 'set-cookie': sessions.start(user), 'cache-control': 'no-store' },
    body: '',
  };
};

/** The sign-in page. All it does for OAuth is to send the user back to `return_to`. */
export const signIn = (sessions: Sessions, url: string): PathHandler<unknown> => ({
  paths: { signIn: '/sign-in' },
  handle: async (request) => {
    if (!/^\/sign-in(?:\?|$)/.test(request.target)) return undefined;
    return request.method === 'POST' ? submit(request, sessions, url) : show(request);
  },
});
