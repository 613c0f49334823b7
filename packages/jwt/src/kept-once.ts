/**
 * Keeps the value of a promise. Until there is one, each call starts its own: on Workers, a request must not wait for what another request
 * started.
 */
export const keptOnce = <Value extends object>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let kept: Value | undefined;
  return async () => {
    kept ??= await make();
    return kept;
  };
};
