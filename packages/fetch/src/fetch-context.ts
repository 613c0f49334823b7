/**
 * What `owner.identify` gets: the request, and what the platform passes beside it.
 *
 * @example
 * type Context = FetchContext<[env: Env, ctx: ExecutionContext]>; // on Workers
 * createAuthorizationServer<Context>({ ...options, owner: { identify: ({ request, env }) => env.SESSIONS.read(request) } });
 */
export interface FetchContext<Platform extends readonly unknown[] = readonly unknown[]> {
  readonly request: Request;
  /** The second argument of `fetch`: on Workers the bindings. */
  readonly env: Platform[0];
  /** The third one: on Workers what carries `waitUntil`. */
  readonly ctx: Platform[1];
}
