import { type AccessCheck, protectedResource, type TokenFinder } from '@codegrant/server';

/** The check for requests that read mail: it needs nothing of a request but its Authorization header. */
export const mayReadMail = (server: TokenFinder): AccessCheck =>
  protectedResource({ tokens: server, resource: 'https://mail.example/api' }).checkFor({ scope: ['mail.read'] });

/** The user of a request, or what to answer. */
export const userOf = async (check: AccessCheck, { headers }: Request): Promise<string | undefined | Response> => {
  const access = await check(headers.get('authorization'));
  if (access.kind === 'authorized') return access.token.subject;
  const { status, headers: more, body } = access.reply;
  return new Response(body, { status, headers: more });
};
