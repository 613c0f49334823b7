import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file for CLIENTS. Nothing serves the redirect URIs of these clients. */
export const clientsFile: string = join(import.meta.dirname, 'clients.json');

interface Registration {
  readonly client_id: string;
  readonly redirect_uris: readonly string[];
}

const registrations: readonly Registration[] = JSON.parse(readFileSync(clientsFile, 'utf8'));

/** The redirect URI of a client in {@link clientsFile}. */
export const redirectUriOf = (clientId: string): string => {
  const uri = registrations.find(({ client_id }) => client_id === clientId)?.redirect_uris[0];
  if (uri === undefined) throw new Error(`${clientId} is not in ${clientsFile}.`);
  return uri;
};

/** Parameters by name. */
type Parameters = Readonly<Record<string, string>>;

// RFC 7636 appendix B
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** The URL of an authorization request with PKCE. */
export const authorizationUrl = (
  serverUrl: string,
  clientId: string,
  { redirect_uri = redirectUriOf(clientId), ...parameters }: Parameters = {},
): string => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...parameters,
  });
  return `${serverUrl}/oauth/authorize?${query}`;
};

/** The form that redeems a code of {@link authorizationUrl}. */
export const tokenRequest = (
  clientId: string,
  code: string,
  redirectUri: string = redirectUriOf(clientId),
): Parameters => ({
  grant_type: 'authorization_code',
  client_id: clientId,
  redirect_uri: redirectUri,
  code,
  code_verifier: verifier,
});

interface TokenAnswer {
  readonly status: number;
  readonly body: Parameters;
}

/** Sends a form to the token endpoint. */
export const redeem = async (serverUrl: string, form: Parameters): Promise<TokenAnswer> => {
  const response = await fetch(`${serverUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: await response.json() };
};
