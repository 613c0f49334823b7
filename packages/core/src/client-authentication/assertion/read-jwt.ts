import { decodeBase64url } from '../../encoding/base64.ts';
import { isJsonObject, type JsonObject } from '../../encoding/json-object.ts';
import { parseJson } from '../../encoding/parse-json.ts';

/** The header and the claims of a JWT. Its signature is not verified. */
export interface UnverifiedJwt {
  readonly header: JsonObject;
  readonly claims: JsonObject;
}

const utf8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const textOf = (part: string): string | undefined => {
  const bytes = decodeBase64url(part);
  try {
    return bytes && utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

const objectOf = (part: string): JsonObject | undefined => {
  const value = parseJson(textOf(part) ?? '')?.value;
  return isJsonObject(value) ? value : undefined;
};

/** Reads a JWT that is signed: three parts in base64url without padding (RFC 7515 §7.1). `undefined` if it is none. */
export const readJwt = (jwt: string): UnverifiedJwt | undefined => {
  const [, protectedHeader, payload] = /^([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(jwt) ?? [];
  if (protectedHeader === undefined || payload === undefined) return undefined;
  const header = objectOf(protectedHeader);
  const claims = objectOf(payload);
  return header === undefined || claims === undefined ? undefined : { header, claims };
};
