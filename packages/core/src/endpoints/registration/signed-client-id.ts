import type { RegistrationRequest } from '../../client/client-metadata-schema.ts';
import { type ConsentKeys, sign } from '../../crypto/consent-keys.ts';
import { bytesOf } from '../../crypto/digest.ts';
import { equalInConstantTime } from '../../crypto/equal-in-constant-time.ts';
import { decodeBase64url } from '../../encoding/base64.ts';
import { encodeBase64url } from '../../encoding/base64url.ts';
import { decodeUtf8 } from '../../encoding/decode-utf8.ts';
import { parseJson } from '../../encoding/parse-json.ts';

/** What is in a client_id that contains its registration (RFC 7591 appendix A.5.2). */
interface SignedRegistration {
  /** What the client asked for. */
  readonly request: RegistrationRequest;
  /** The server that registered the client. Servers that share their keys do not accept each other's clients. */
  readonly issuer: string;
  /** The day of the registration, in days since 1970-01-01. */
  readonly day: number;
}

/** In bytes of JSON. With the signature, the client_id then has at most 1024 characters: PostgreSQL has to index it. */
export const longestSignedRegistration = 720;

const prefix = 'self1.';

const clientIdSyntax = /^self1\.([\w-]{1,980})\.([\w-]{43})$/;

/** Whether a client_id has the form of one that contains its registration. */
export const isSignedClientId = (clientId: string): boolean => clientIdSyntax.test(clientId);

const signatureOf = (key: Uint8Array, issuer: string, payload: string): string =>
  encodeBase64url(sign(key, 'client_id 1', `${issuer} ${payload}`));

/**
 * Makes a client_id that contains its registration, in base64url, with an HMAC-SHA256. The same registration on the same day has the same
 * client_id. Anyone can read it, and nobody without a key can make one.
 */
export const signClientId = ({ request, issuer, day }: SignedRegistration, [key]: ConsentKeys): string => {
  const payload = encodeBase64url(bytesOf(JSON.stringify([day, request])));
  return `${prefix}${payload}.${signatureOf(key, issuer, payload)}`;
};

/**
 * Reads a client_id that contains its registration.
 *
 * @returns the registration, still to be read as a request. `undefined` if this server did not make the client_id
 */
export const verifyClientId = (
  clientId: string,
  issuer: string,
  keys: ConsentKeys,
): { readonly request: unknown; readonly day: number } | undefined => {
  const [, payload = '', signature = ''] = clientIdSyntax.exec(clientId) ?? [];
  if (!keys.some((key) => equalInConstantTime(signatureOf(key, issuer, payload), signature))) return undefined;
  const content = parseJson(decodeUtf8(decodeBase64url(payload)) ?? '')?.value;
  if (!Array.isArray(content)) return undefined;
  const [day, request]: readonly unknown[] = content;
  return typeof day === 'number' ? { day, request } : undefined;
};
