/** What `atob` needs to succeed, and no white space, which it would pass over. */
const syntax = /^[A-Za-z\d+/]*={0,2}$/;

/** The bytes of base64 with padding (RFC 4648 §4). `undefined` if the text is anything else. */
export const decodeBase64 = (text: string): Uint8Array | undefined =>
  text.length % 4 === 0 && syntax.test(text) ? Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)) : undefined;

/** The bytes of base64url without padding (RFC 4648 §5). `undefined` if the text is anything else. */
export const decodeBase64url = (text: string): Uint8Array | undefined =>
  /[+/=]/.test(text)
    ? undefined
    : decodeBase64(
        text
          .replaceAll('-', '+')
          .replaceAll('_', '/')
          .padEnd(Math.ceil(text.length / 4) * 4, '='),
      );
