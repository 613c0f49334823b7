import { describeStore, type MadeStore } from '@codegrant/conformance/suite';
import { runTests } from './vitest.ts';

type Handle = (request: Request) => Promise<Response>;

/** A handler that also tests every promise of a store, at /promises. */
export const withPromises =
  (handle: Handle, make: () => MadeStore): Handle =>
  async (request) => {
    if (new URL(request.url).pathname !== '/promises') return handle(request);
    describeStore('store', make);
    return Response.json(await runTests());
  };
