import { defaultPages, type Pages } from '@codegrant/core';
import type { ServerEvent } from './events.ts';

/** Pages that are always shown: where an operator's own page fails, the default one takes its place, and the failure is reported. */
export const sturdyPages = (pages: Pages, report: (event: ServerEvent) => void): Pages => {
  const orDefault =
    <Content, Page>(own: (content: Content) => Page, byDefault: (content: Content) => Page) =>
    (content: Content): Page => {
      try {
        return own(content);
      } catch (cause) {
        report({ kind: 'failed', endpoint: 'authorize', cause });
        return byDefault(content);
      }
    };
  return {
    refusal: orDefault(pages.refusal, defaultPages.refusal),
    consent: orDefault(pages.consent, defaultPages.consent),
  };
};
