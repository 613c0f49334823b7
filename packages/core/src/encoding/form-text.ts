import { encodeFormText } from '../redirect-uri/redirect-to.ts';
import type { FormInput } from './read-params.ts';

/** The form-urlencoded text of a form: its own, if it still has it. */
export const formTextOf = (form: FormInput): string =>
  typeof form === 'string'
    ? form
    : form.map(([name, value]) => `${encodeFormText(name)}=${encodeFormText(value)}`).join('&');
