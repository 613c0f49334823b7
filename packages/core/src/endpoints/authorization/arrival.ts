import { type FormInput } from '../../encoding/read-params.ts';
import { formStringOf } from '../../encoding/form-string.ts';
import { hasSignInMark } from './owner/sign-in-mark.ts';

/**
 * How the browser came with a request: by a link or a redirect (`GET`), by a form of the client (`POST`), or by a form
 * of this site (`ownForm`): the consent form, or the sign-in form whose redirect ended here.
 */
export type Arrival = 'GET' | 'POST' | 'ownForm';

/**
 * How the browser came with an authorization request.
 *
 * @param form the raw query string without `?`, or the raw string of a posted form
 * @example
 * arrivalOf('GET', 'client_id=app'); // 'GET'
 */
export const arrivalOf = (method: 'GET' | 'POST', form: FormInput): Arrival =>
  hasSignInMark(formStringOf(form)) ? 'ownForm' : method;
