import type { HttpRequest } from './http-request.ts';

/** `Purpose` and `X-Moz` are older names of `Sec-Purpose`. */
const names = ['sec-purpose', 'purpose', 'x-moz'];

const isPreparation = (purpose: string | undefined): boolean =>
  purpose !== undefined && /\bpre(?:fetch|render|view)\b/i.test(purpose);

/** Whether a browser prepares for a navigation that the user may never make. */
export const isPrefetch = ({ header }: Pick<HttpRequest<unknown>, 'header'>): boolean =>
  names.some((name) => isPreparation(header(name)));
