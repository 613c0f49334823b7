import { sha256 as oslo } from '@oslojs/crypto/sha2';
import { encodeBase64urlNoPadding } from '@oslojs/encoding';

/** SHA-256: bytes in, 32 bytes out. The platform's own is faster if it is synchronous, as in `node:crypto`. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** SHA-256 in plain JavaScript, the same on every runtime. */
const sha256: Sha256 = oslo;

const utf8 = new TextEncoder();

/** The UTF-8 bytes of a string. */
export const bytesOf = (text: string): Uint8Array => utf8.encode(text);

/** BASE64URL(SHA256(UTF8(value))), without padding: 43 characters. */
export const base64urlSha256 = (text: string, hash: Sha256 = sha256): string =>
  encodeBase64urlNoPadding(hash(bytesOf(text)));
