import { html, page } from '@codegrant/core';
import { describe, expect, it } from 'vitest';

describe('A page', () => {
  const made = page('<title>', html`<p>`);

  it('is an HTML document with an escaped title.', () => {
    expect(made.html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(made.html).toContain('<title>&lt;title&gt;</title>');
    expect(made.html).toContain('<main>\n<p>\n</main>');
  });

  it('allows its own style sheet by the hash of that.', async () => {
    const style = /<style>([\s\S]*)<\/style>/.exec(made.html)?.[1] ?? '';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    expect(made.sources).toEqual({ 'style-src': `'sha256-${Buffer.from(digest).toString('base64')}'` });
  });
});
