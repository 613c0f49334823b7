// As in its README and docs: a Provider with a configuration and the in-memory adapter. Custom scopes are listed in `scopes`.
// Each client is tried alone first, since one invalid client makes the whole configuration invalid.
import { Provider } from 'oidc-provider';
import { clients, listen } from './listen.mjs';

const isWeb = (uri) => uri.startsWith('https:') && !uri.startsWith('https://localhost');

const registrationOf = ({ client_id, client_secret, client_name, redirect_uris, grant_types, response_types, scope }) => ({
  client_id,
  redirect_uris,
  ...(client_name && { client_name }),
  ...(scope && { scope }),
  ...(client_secret ? { client_secret } : { token_endpoint_auth_method: 'none' }),
  grant_types: grant_types ?? ['authorization_code'],
  response_types: response_types ?? ['code'],
  // Its documentation requires `native` for redirect URIs on loopback or with a private-use scheme.
  application_type: redirect_uris.every(isWeb) ? 'web' : 'native',
});

const settings = { scopes: ['read', 'write', 'Read'], features: { devInteractions: { enabled: true } } };

const problemOf = async (origin, registration) => {
  const provider = new Provider(origin, { ...settings, clients: [registration] });
  try {
    await provider.Client.find(registration.client_id);
    return undefined;
  } catch (error) {
    return error.error_description ?? error.message;
  }
};

await listen('/auth', async (origin) => {
  const registrations = clients.map(registrationOf);
  const problems = await Promise.all(registrations.map((registration) => problemOf(origin, registration)));
  const accepted = registrations.filter((_, index) => problems[index] === undefined);
  const refused = registrations.flatMap(({ client_id }, index) =>
    problems[index] === undefined ? [] : [{ client_id, why: problems[index] }],
  );
  const provider = new Provider(origin, { ...settings, clients: accepted });
  return { handler: provider.callback(), registered: accepted.map(({ client_id }) => client_id), refused };
});
