import { html, page, pageReply, type Reply } from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const policyOf = ({ headers }: Reply): string => headers['content-security-policy'] ?? '';

describe('The reply with a page', () => {
  it('is not cached, cannot be framed and is read as HTML alone (R74, R99, R100, R101).', () => {
    const content = page('Title', html`<p>`);
    const reply = pageReply(200, content, ["'self'"]);
    expect(reply).toMatchObject({
      status: 200,
      headers: {
        'cache-control': 'no-store',
        'content-type': 'text/html; charset=utf-8',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      },
      body: content.html,
    });
    expect(policyOf(reply)).toMatch(
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
  });

  it('may name more sources, and keeps the rest of the policy.', () => {
    const reply = pageReply(200, { html: '<p>', sources: { 'img-src': "'self'" } }, []);
    expect(policyOf(reply)).toBe("default-src 'none'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'");
  });
});
