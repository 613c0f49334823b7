import { clientDocuments, guardedFetch } from '@codegrant/client-documents';

const limits = { maximumBytes: 5120, type: 'application/json' };

const outcomeOf = (url: string): Promise<string> =>
  guardedFetch(url, limits).then(
    ({ status, bytes }) => `${status} ${bytes.length}`,
    (cause: unknown) => (cause instanceof Error ? cause.name : 'no error'),
  );

const settingsProblem = (): string => {
  try {
    return clientDocuments().name;
  } catch (cause) {
    return cause instanceof Error ? cause.name : 'no error';
  }
};

/** Answers with what came of `clientDocuments()`, and of fetching each URL of the query. */
export default {
  fetch: async (request: Request): Promise<Response> => {
    const outcomes = [];
    for (const url of new URL(request.url).searchParams.getAll('url')) outcomes.push(await outcomeOf(url));
    return Response.json([settingsProblem(), ...outcomes]);
  },
};
