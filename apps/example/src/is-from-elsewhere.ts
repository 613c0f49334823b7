import type { HttpRequest } from '@codegrant/server';

/** Whether a form was sent by the page of another site, as far as the browser tells. */
export const isFromElsewhere = <Context>({ header }: HttpRequest<Context>): boolean =>
  /^(?:cross-site|same-site)$/.test(header('sec-fetch-site') ?? '');
