import type { HttpRequest } from './http-request.ts';

/** `Purpose` and `X-Moz` are older names of `Sec-Purpose`. */
const names = ['sec-purpose', 'purpose', 'x-moz'];

/** Whether a browser prepares for a navigation that the user may never make. */
export const isPrefetch = ({ header }: Pick<HttpRequest<unknown>, 'header'>): boolean =>
  names.some((name) => /\bpre(?:fetch|render|view)\b/i.test(header(name) ?? ''));
