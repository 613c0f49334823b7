import type { WrongValue } from './wrong-value.ts';

const shown = (page: 'consent' | 'refusal' | 'redirect', what: string, value: unknown): WrongValue => ({
  member: `pages.${page} must return`,
  what,
  where: ({ consent: 'authorize', refusal: 'refuse', redirect: 'answer' } as const)[page],
  options: () => ({ pages: { [page]: () => value } }),
});

const html = '<p>A page</p>';
/** Values that a page must not return. */
export const wrongPages: readonly WrongValue[] = (['consent', 'refusal', 'redirect'] as const).flatMap((page) => [
  shown(page, 'undefined', undefined),
  shown(page, 'a string', html),
  shown(page, 'a promise of a page', Promise.resolve({ html, sources: {} })),
  shown(page, 'html that is a promise', { html: Promise.resolve(html), sources: {} }),
  shown(page, 'html that is an object', { html: { text: html }, sources: {} }),
  shown(page, 'empty html', { html: '', sources: {} }),
  shown(page, 'no sources', { html }),
  shown(page, 'sources that are an array', { html, sources: [] }),
  shown(page, 'a source that is no string', { html, sources: { 'img-src': ["'self'"] } }),
  shown(page, 'a source that is undefined', { html, sources: { 'img-src': undefined } }),
  shown(page, 'another directive', { html, sources: { 'frame-ancestors': '*' } }),
  shown(page, 'a source that begins another directive', { html, sources: { 'img-src': '*; script-src *' } }),
  shown(page, 'a source that begins another policy', { html, sources: { 'img-src': '*, script-src *' } }),
  shown(page, 'a source with a line break', { html, sources: { 'img-src': '*\r\nset-cookie: a=b' } }),
]);
