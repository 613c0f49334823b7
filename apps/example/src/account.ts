import { html, type HttpRequest, page, pageReply, type PathHandler, type Reply } from '@codegrant/server';
import { isCrossOrigin } from './is-cross-origin.ts';
import { plain, seeOther } from './replies.ts';
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

/** The account page and its sign-out form. */
export const account = <Context>(sessions: Sessions): PathHandler<Context> =>
  routes({
    'GET /': () => seeOther('/account'),
    'GET /account': (request) => show(request, sessions),
    'POST /sign-out': (request) =>
      isCrossOrigin(request)
        ? plain(403, 'This request came from another site. Sign out on your account page.')
        : seeOther('/sign-in', { 'set-cookie': sessions.end() }),
  });
