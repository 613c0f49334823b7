import { returnPath } from '@codegrant/server';

/** Where to redirect the browser after sign-in. */
const afterSignIn = (query: URLSearchParams): string => returnPath(query.get('return_to') ?? undefined) ?? '/';

console.log(afterSignIn(new URLSearchParams('return_to=%2Foauth%2Fauthorize%3Fclient_id%3Dcli')));
console.log(afterSignIn(new URLSearchParams('return_to=https%3A%2F%2Fevil.example')));
