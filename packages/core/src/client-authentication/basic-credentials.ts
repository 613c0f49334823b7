import { decodeBase64 } from '../encoding/base64.ts';
import { decodeUtf8 } from '../encoding/decode-utf8.ts';
import { decodeFormValue } from '../encoding/form-encoding.ts';

/** The Authorization header of a request. */
export type BasicCredentials =
  /** No header, or a header of another scheme, which this endpoint ignores. */
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed' }
  | {
      readonly kind: 'basic';
      readonly clientId: string;
      /** The secret form-decoded (RFC 6749 §2.3.1), and as sent: many clients do not encode it. */
      readonly secrets: readonly string[];
    };

/** Whether an Authorization header is of the Basic scheme, readable or not. */
export const isBasic = (authorization: string | undefined): authorization is string =>
  /^Basic(?: |$)/i.test(authorization ?? '');

/**
 * Reads HTTP Basic credentials.
 *
 * @see RFC 6749 §2.3.1 (both halves are form-urlencoded before they are joined) and RFC 7617
 */
export const readBasicCredentials = (authorization: string | undefined): BasicCredentials => {
  if (!isBasic(authorization)) return { kind: 'none' };
  const userPass = decodeUtf8(decodeBase64(authorization.slice('Basic'.length).trim()));
  if (userPass === undefined || !userPass.includes(':')) return { kind: 'malformed' };
  const colon = userPass.indexOf(':');
  const [id, secret] = [userPass.slice(0, colon), userPass.slice(colon + 1)];
  const decoded = decodeFormValue(secret);
  return {
    kind: 'basic',
    clientId: decodeFormValue(id) ?? id,
    secrets: decoded === undefined || decoded === secret ? [secret] : [decoded, secret],
  };
};
