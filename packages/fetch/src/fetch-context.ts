/**
 * The context that `owner.identify` gets: the request, and the other arguments that the platform passes to `fetch`.
 *
 * @example
 * type Context = FetchContext<[env: Env, ctx: ExecutionContext]>; // on Workers
 * createAuthorizationServer<Context>({ ...options, owner: { identify: ({ request, env }) => env.SESSIONS.read(request) } });
 */
export interface FetchContext<Platform extends readonly unknown[] = readonly unknown[]> {
  readonly request: Request;
  /** The second argument of `fetch`. On Workers: the bindings. */
  readonly env: Platform[0];
  /** The third argument of `fetch`. On Workers: the execution context, with `waitUntil`. */
  readonly ctx: Platform[1];
}
