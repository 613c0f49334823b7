import { decide, defaultPages } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../fixtures/facts.ts';

describe('The page of a refusal', () => {
  const decision = decide('', factsOf());
  const html = decision.kind === 'refuse' ? defaultPages.refusal(decision).html : '';

  it('says what happened, what to do and which rule was broken.', () => {
    expect(html).toContain(`<main>
<h1>This request could not be completed</h1>
<p>You are not signed in to the app, and nothing was shared with it. Go back to the app and try again. If it happens again, send the details below to the developer of the app.</p>
<p class="soft">client_id is missing. Send the identifier that the client is registered with.</p>
<p class="soft"><code>client-id-present</code> · RFC 6749 §4.1.1</p>
</main>`);
  });

  it('has the same title in its head.', () => {
    expect(html).toContain('<title>This request could not be completed</title>');
  });
});
