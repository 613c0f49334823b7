import { css, cssHash } from './css.ts';
import { html, Html } from './html.ts';

/** A page, and the sources that its content security policy allows. */
export interface Page {
  readonly html: string;
  /** Sources by directive, for example `{ 'style-src': "'self'" }`. They are added to `default-src 'none'`. */
  readonly sources: Readonly<
    Partial<Record<'style-src' | 'img-src' | 'font-src' | 'script-src' | 'connect-src', string>>
  >;
}

// The style sheet is a constant, and escaping would break it.
const style = /* @__PURE__ */ new Html(css);

/** Wraps content in a complete page, without script and without third-party URLs (RFC 9700 §4.2.4). */
export const page = (title: string, content: Html): Page => ({
  html: html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`.text,
  sources: { 'style-src': `'sha256-${cssHash}'` },
});
