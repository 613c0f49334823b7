import { type ProtectedResource, protectedResource, type ProtectedResourceOptions } from '@codegrant/server';
import { plainBearerToken } from '../expected/bearer-vector.ts';
import { fixedAccessToken, fixedNow } from '../expected/fixed.ts';

/** The Authorization header of a request to {@link apiWith} that is authorized for the scope `read`. */
export const bearer: string = `Bearer ${fixedAccessToken}`;

/** A protected resource that knows one access token of the user `user-1`. `changes` replace whole options. */
export const apiWith = (changes: Partial<ProtectedResourceOptions> = {}): ProtectedResource =>
  protectedResource({
    tokens: { find: (accessToken) => (accessToken === fixedAccessToken ? plainBearerToken : undefined) },
    report: () => {},
    now: () => fixedNow,
    ...changes,
  });
