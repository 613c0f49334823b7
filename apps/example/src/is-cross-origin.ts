import type { HttpRequest } from '@codegrant/server';

/** Tells whether a page of another origin sent the form. A browser that sends no Sec-Fetch-Site is not recognized. */
export const isCrossOrigin = <Context>({ header }: HttpRequest<Context>): boolean =>
  /^(?:cross-site|same-site)$/.test(header('sec-fetch-site') ?? '');
