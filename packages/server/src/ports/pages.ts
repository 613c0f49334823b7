import { defaultPages, type Page, type Pages } from '@codegrant/core';
import { ignoreRejection } from './ignore-rejection.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';

const directives: ReadonlySet<string> = new Set(['style-src', 'img-src', 'font-src', 'script-src', 'connect-src']);

/** A source list of visible ASCII. A semicolon or a comma would begin another directive or policy. */
const isSourceList = (value: unknown): boolean =>
  typeof value === 'string' && /^(?=.*\S)[\x20-\x2B\x2D-\x3A\x3C-\x7E]+$/.test(value);

const isSources = (sources: unknown): sources is Page['sources'] =>
  typeof sources === 'object' &&
  sources !== null &&
  !Array.isArray(sources) &&
  Object.entries(sources).every(([directive, value]) => directives.has(directive) && isSourceList(value));

const checked = (name: keyof Pages, given: Page): Page => {
  const { html, sources }: Partial<Page> = given ?? {};
  ignoreRejection(html);
  if (!isNonEmptyString(html))
    throw new TypeError(
      `pages.${name} must return html as a non-empty string, such as the text of an Html, and no promise.`,
    );
  if (!isSources(sources))
    throw new TypeError(
      `pages.${name} must return sources as an object with ${[...directives].join(', ')} or none of them, ` +
        'each a list of sources without a semicolon or a comma.',
    );
  return { html, sources };
};

/**
 * The pages of the operator, whose results are checked, and the default pages in place of those that are missing.
 *
 * @throws {TypeError} when a page is called, if it returns anything but a page: the user would see an object, or a page
 *   without its content security policy
 */
export const checkedPages = ({ refusal, consent, redirect }: Partial<Pages> = {}): Pages => ({
  ...defaultPages,
  ...(refusal && { refusal: (shown, retryUrl) => checked('refusal', ignoreRejection(refusal(shown, retryUrl))) }),
  ...(consent && { consent: (content) => checked('consent', ignoreRejection(consent(content))) }),
  ...(redirect && { redirect: (content) => checked('redirect', ignoreRejection(redirect(content))) }),
});
