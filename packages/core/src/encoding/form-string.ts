import { encodeFormValue } from './form-encoding.ts';
import type { FormInput } from './read-params.ts';

/** The form-urlencoded string of a form: the string itself, or one made from its pairs. */
export const formStringOf = (form: FormInput): string =>
  typeof form === 'string'
    ? form
    : form.map(([name, value]) => `${encodeFormValue(name)}=${encodeFormValue(value)}`).join('&');
