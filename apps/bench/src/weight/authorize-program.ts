/** A program that answers valid authorization requests, with the store of one process. */
export const authorizeProgram = (requests: number): string => `
import { clientList, createAuthorizationServer, defineClient } from '@codegrant/server';
const { handle } = createAuthorizationServer({
  policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] },
  clients: clientList([defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] })]),
  owner: { identify: () => ({ subject: 'user-1' }) },
  consents: { granted: () => ['read'], remember: () => {}, forget: () => {} },
  consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
});
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const query = 'response_type=code&client_id=app&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=x';
const target = '/oauth/authorize?' + query + '&code_challenge=' + challenge + '&code_challenge_method=S256';
const body = () => ({ parsed: undefined, stream: undefined });
for (let at = 0; at < ${requests}; at += 1) {
  const reply = await handle({ method: 'GET', target, header: () => undefined, body, context: undefined });
  if (reply?.status !== 302) throw new Error('A valid request is not redirected: ' + reply?.status);
}
`;
