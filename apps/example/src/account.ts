import {
  type FormInput,
  html,
  type Html,
  type HttpRequest,
  type Owner,
  page,
  pageReply,
  type PathHandler,
  readParams,
  type Reply,
} from '@codegrant/server';
import type { ApiKeys } from './api-keys.ts';
import { appName, type AppsParts, appsWithAccess } from './apps-with-access.ts';
import { readOwnForm } from './read-own-form.ts';
import { plain, seeOther } from './replies.ts';
import { routes } from './routes.ts';
import type { Sessions } from './sessions.ts';

const signInFirst = seeOther('/sign-in?return_to=%2Faccount');

const show = async <Context>(request: HttpRequest<Context>, parts: AccountParts): Promise<Reply> => {
  const owner = await parts.sessions.read(request.header('cookie'));
  if (owner === undefined) return signInFirst;
  return pageReply(
    200,
    page(
      'Your account',
      html`<h1>Your account</h1>
<p>You are signed in as <bdi>${owner.name}</bdi>.</p>
${await appsWithAccess(owner.subject, parts.apps)}
<form method="post" action="/api-keys"><p>A program that acts for you needs an API key. A new key replaces the one before.</p><div class="choice"><button>Create an API key</button></div></form>
<form method="post" action="/sign-out"><div class="choice"><button>Sign out</button></div></form>`,
    ),
    ["'self'"],
  );
};

/** A form of the account page with the user who sent it, or the reply to one that is not accepted. */
type OwnersForm =
  | { readonly kind: 'form'; readonly form: FormInput; readonly owner: Owner }
  | { readonly kind: 'refused'; readonly reply: Reply };

/** Reads a form that only a user who is signed in may send. */
const readOwnersForm = async <Context>(
  request: HttpRequest<Context>,
  { sessions, publicOrigin }: AccountParts,
  refusal: string,
): Promise<OwnersForm> => {
  const read = await readOwnForm(request, publicOrigin, refusal);
  if (read.kind === 'refused') return read;
  const owner = await sessions.read(request.header('cookie'));
  return owner === undefined ? { kind: 'refused', reply: signInFirst } : { ...read, owner };
};

const createApiKey = async <Context>(request: HttpRequest<Context>, parts: AccountParts): Promise<Reply> => {
  const refusal = 'This request came from another site. Create the key on your account page.';
  const read = await readOwnersForm(request, parts, refusal);
  if (read.kind === 'refused') return read.reply;
  return pageReply(
    200,
    page(
      'Your API key',
      html`<h1>Your API key</h1>
<p><code>${await parts.apiKeys.create(read.owner)}</code></p>
<p>Copy the key now: it is shown only once. Whoever has the key can answer for you which app may use your account.</p>
<p><a href="/account">Back to your account</a></p>`,
    ),
    ["'none'"],
  );
};

/** What the page says after access was removed. A button of an old page may name an app that has no access any more. */
const removed = (name: string, count: number): Html =>
  count === 0
    ? html`<p><bdi>${name}</bdi> had no access to your account.</p>`
    : html`<p><bdi>${name}</bdi> has no access to your account any more. If you use it again, it must ask you first.</p>`;

const removeAccess = async <Context>(request: HttpRequest<Context>, parts: AccountParts): Promise<Reply> => {
  const refusal = 'This request came from another site. Remove access on your account page.';
  const read = await readOwnersForm(request, parts, refusal);
  if (read.kind === 'refused') return read.reply;
  const { grants, clients } = parts.apps;
  const clientId = readParams(read.form).values.get('client_id');
  if (clientId === undefined) return plain(400, 'The form names no app. Remove access on your account page.');
  const revoked = await grants.revokeClient(read.owner.subject, clientId);
  const title = revoked.length === 0 ? 'Nothing to remove' : 'Access removed';
  return pageReply(
    200,
    page(
      title,
      html`<h1>${title}</h1>
${removed(await appName(clientId, clients), revoked.length)}
<p><a href="/account">Back to your account</a></p>`,
    ),
    ["'none'"],
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
  readonly apiKeys: ApiKeys;
  readonly apps: AppsParts;
  /** The origin at which browsers reach the app. */
  readonly publicOrigin: string;
}

/** The account page and its forms. */
export const account = <Context>(parts: AccountParts): PathHandler<Context> =>
  routes({
    'GET /': () => seeOther('/account'),
    'GET /account': (request) => show(request, parts),
    'POST /api-keys': (request) => createApiKey(request, parts),
    'POST /remove-access': (request) => removeAccess(request, parts),
    'POST /sign-out': (request) => signOut(request, parts),
  });
