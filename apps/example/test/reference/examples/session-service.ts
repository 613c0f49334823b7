import { type Owners, TemporarilyUnavailable } from '@codegrant/server';

const unavailable = (cause: unknown): never => {
  throw new TemporarilyUnavailable('The session service cannot be reached.', { cause });
};

/** Sessions of another service, which reads the cookie and answers with the user, or with 401 if no user is signed in. */
export const sessionService = (url: string): Owners<Request> => ({
  identify: async ({ headers }) => {
    const cookie = headers.get('cookie') ?? '';
    const response = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(5000) }).catch(unavailable);
    if (response.status === 401) return undefined;
    if (!response.ok) return unavailable(new Error(`The session service answered ${response.status}.`));
    const { subject } = (await response.json()) as { readonly subject: string };
    return { subject };
  },
});
