/** Runs work. On Workers, a request must not wait for what another request started, so nothing is shared. */
export const ownWork =
  <Value>(): ((key: string, work: () => Promise<Value>) => Promise<Value>) =>
  (_key, work) =>
    work();
