import { TemporarilyUnavailable } from '@codegrant/server';

/** How many works there may be at the same time. A stranger starts each. */
const mostWorks = 100;

/** Runs work, unless work with the same key runs already: then its result is shared. */
export const sharedWork = <Value>(): ((key: string, work: () => Promise<Value>) => Promise<Value>) => {
  const running = new Map<string, Promise<Value>>();
  return (key, work) => {
    const current = running.get(key);
    if (current !== undefined) return current;
    if (running.size >= mostWorks)
      return Promise.reject(new TemporarilyUnavailable(`${mostWorks} documents are being fetched already.`));
    const started = work().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
};
