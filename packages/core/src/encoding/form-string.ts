import { encodeFormValue } from './form-encoding.ts';
import type { FormInput } from './read-params.ts';

/** The form-urlencoded text of a form: its own, if it still has it. */
export const formStringOf = (form: FormInput): string =>
  typeof form === 'string'
    ? form
    : form.map(([name, value]) => `${encodeFormValue(name)}=${encodeFormValue(value)}`).join('&');
