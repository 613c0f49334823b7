import { html } from '@codegrant/core';
import { escapeHtml } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

describe('escapeHtml', () => {
  it('escapes every character that has a meaning in HTML.', () => {
    expect(escapeHtml(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;');
  });

  it('replaces control characters, and marks that change the direction of text (R186).', () => {
    expect(escapeHtml('a\u0000b\u001Bc\u202Ed\u2066e\u200Ff\u0085g')).toBe(
      'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg',
    );
    expect(escapeHtml('a\tb\nc')).toBe('a\tb\nc');
    expect(escapeHtml('שלום')).toBe('שלום');
  });
});

describe('The html template', () => {
  it('escapes every value that is not Html.', () => {
    expect(html`<p>${'<b>'}${html`<i>${'&'}</i>`}${[html`<b>`, html`</b>`]}${undefined}</p>`.text).toBe(
      '<p>&lt;b&gt;<i>&amp;</i><b></b></p>',
    );
  });

  it('does not compile with an object that only looks like Html.', () => {
    const rows = [{ text: '<script>' }];
    // @ts-expect-error an object with a text is no Html
    const forged = () => html`<ul>${rows}</ul>`;
    expect(forged).toBeTypeOf('function');
  });
});
