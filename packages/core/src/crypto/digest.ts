import { sha256 as hashOf } from '@oslojs/crypto/sha2';
import { encodeBase64url } from '../encoding/base64url.ts';

/**
 * SHA-256 of a string: BASE64URL(SHA256(UTF8(text))), without padding. It is synchronous. In `node:crypto` it is
 * `(text) => hash('sha256', text, 'base64url')`, which takes an eighth of the time of plain JavaScript.
 *
 * @returns 43 base64url characters
 */
export type Sha256 = (text: string) => string;

const utf8 = /* @__PURE__ */ new TextEncoder();

/** The UTF-8 bytes of a string. */
export const bytesOf = (text: string): Uint8Array => utf8.encode(text);

/** The default {@link Sha256}: in plain JavaScript, the same on every runtime. */
export const sha256: Sha256 = (text) => encodeBase64url(hashOf(bytesOf(text)));
