import {
  type Clients,
  html,
  type Html,
  type OwnedGrant,
  type OwnedGrants,
  type ScopeDescription,
} from '@codegrant/server';

/** What the list of apps needs. */
export interface AppsParts {
  readonly grants: OwnedGrants;
  readonly clients: Clients;
  readonly scopes: Readonly<Record<string, ScopeDescription>>;
}

/** An app with access: all grants of one client, as users see it. */
interface AppWithAccess {
  readonly clientId: string;
  readonly scope: readonly string[];
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly since: number;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly lastUsed: number;
}

const appOf = (clientId: string, grants: readonly OwnedGrant[]): AppWithAccess => ({
  clientId,
  scope: [...new Set(grants.flatMap(({ scope }) => scope))],
  since: Math.min(...grants.map(({ createdAt }) => createdAt)),
  lastUsed: Math.max(...grants.map(({ lastUsedAt }) => lastUsedAt)),
});

/** The apps of a user. An app that runs on two devices has two grants, and is one app. */
const appsOf = (grants: readonly OwnedGrant[]): readonly AppWithAccess[] =>
  [...new Set(grants.map(({ clientId }) => clientId))].map((clientId) =>
    appOf(
      clientId,
      grants.filter((grant) => grant.clientId === clientId),
    ),
  );

/** The name of an app. A client that is not registered any more has only its identifier. */
export const appName = async (clientId: string, clients: Clients): Promise<string> =>
  (await clients.find(clientId))?.client_name ?? clientId;

const day = (seconds: number): Html => {
  const date = new Date(seconds * 1000);
  const shown = date.toLocaleDateString('en', { dateStyle: 'long', timeZone: 'UTC' });
  return html`<time datetime="${date.toISOString()}">${shown}</time>`;
};

const listItem = async (
  { clientId, scope, since, lastUsed }: AppWithAccess,
  { clients, scopes }: AppsParts,
): Promise<Html> => {
  const name = await appName(clientId, clients);
  return html`<li><strong><bdi>${name}</bdi></strong>
<span>${scope.map((id) => scopes[id]?.name ?? id).join(' · ')}</span>
<span>Since ${day(since)}. Last used ${day(lastUsed)}.</span>
<form method="post" action="/remove-access"><input type="hidden" name="client_id" value="${clientId}"><button class="link" aria-label="Remove access of ${name}">Remove access</button></form></li>
`;
};

/** The apps with access to the account of a user, each with a button that removes the access. */
export const appsWithAccess = async (subject: string, parts: AppsParts): Promise<Html> => {
  const apps = appsOf(await parts.grants.list(subject));
  if (apps.length === 0) return html`<p>No app has access to your account.</p>`;
  return html`<p id="apps">These apps have access to your account:</p>
<ul aria-labelledby="apps">
${await Promise.all(apps.map((app) => listItem(app, parts)))}</ul>`;
};
