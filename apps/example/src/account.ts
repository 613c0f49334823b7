import { html, type HttpRequest, page, pageReply, type PathHandler, type Reply } from '@codegrant/server';
import { readOwnForm } from './read-own-form.ts';
import { seeOther } from './replies.ts';
import { routes } from './routes.ts';
import type { Sessions } from './sessions.ts';

const show = async <Context>(request: HttpRequest<Context>, sessions: Sessions): Promise<Reply> => {
  const owner = await sessions.read(request.header('cookie'));
  if (owner === undefined) return seeOther('/sign-in?return_to=%2Faccount');
  return pageReply(
    200,
    page(
      'Your account',
      html`<h1>Your account</h1>
<p>You are signed in as <bdi>${owner.name}</bdi>.</p>
<form method="post" action="/sign-out"><div class="choice"><button>Sign out</button></div></form>`,
    ),
    ["'self'"],
  );
};

const signOut = async <Context>(
  request: HttpRequest<Context>,
  { sessions, publicOrigin }: AccountParts,
): Promise<Reply> => {
  const refusal = 'This request came from another site. Sign out on your account page.';
  // The form has no fields, but what is sent is read within the limit.
  const read = await readOwnForm(request, publicOrigin, refusal);
  if (read.kind === 'refused') return read.reply;
  return seeOther('/sign-in', { 'set-cookie': await sessions.end(request.header('cookie')) });
};

/** What the account page needs. */
export interface AccountParts {
  readonly sessions: Sessions;
  /** The origin at which browsers reach the app. */
  readonly publicOrigin: string;
}

/** The account page and its sign-out form. */
export const account = <Context>(parts: AccountParts): PathHandler<Context> =>
  routes({
    'GET /': () => seeOther('/account'),
    'GET /account': (request) => show(request, parts.sessions),
    'POST /sign-out': (request) => signOut(request, parts),
  });
