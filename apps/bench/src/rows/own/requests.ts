import type { HttpRequest, RequestBody } from '@codegrant/server';

const noBody = (): RequestBody => ({ parsed: undefined, stream: undefined });

/** A GET of the authorization endpoint, as an adapter passes it. */
export const authorizeRequest = (query: string): HttpRequest<undefined> => ({
  method: 'GET',
  target: `/oauth/authorize?${query}`,
  header: () => undefined,
  body: noBody,
  context: undefined,
});

const formType = (name: string): string | undefined =>
  name === 'content-type' ? 'application/x-www-form-urlencoded' : undefined;

/** A POST of a form, as an adapter passes it. */
export const formRequest = (target: string, body: () => RequestBody): HttpRequest<undefined> => ({
  method: 'POST',
  target,
  header: formType,
  body,
  context: undefined,
});
