import { html, type Html } from '../http/html.ts';
import type { Rule } from '../rules/rule.ts';

/** What the developer of a client needs from the page of an error: the broken rule. Nothing of the request is in it. */
export const ruleDetails = ({ message, name, source }: Rule<unknown>): Html => html`<p class="soft">${message}</p>
<p class="soft"><code>${name}</code> · ${source}</p>`;
