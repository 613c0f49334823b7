import { secretKeyMembers } from '../crypto/secret-key-members.ts';
import type { JsonObject } from '../encoding/json-object.ts';

const isPresent = (value: unknown): boolean => value !== undefined && value !== null;

// draft-ietf-oauth-client-id-metadata-document-02 §4: simple string comparison.
const clientIdProblems = (url: string, { client_id }: JsonObject): readonly string[] =>
  client_id === url
    ? []
    : [
        `client_id ${client_id === undefined ? 'is missing' : `is ${JSON.stringify(client_id)}`}, and must be the URL of the document, ${JSON.stringify(url)}, byte for byte.`,
      ];

// Everybody can read it.
const secretProblems = (document: JsonObject): readonly string[] =>
  ['client_secret', 'client_secret_expires_at']
    .filter((name) => isPresent(document[name]))
    .map((name) => `${name} must not be in a published document: remove it.`);

// The Model Context Protocol, 2026-07-28, requires a name.
const nameProblems = ({ client_name }: JsonObject): readonly string[] => {
  if (!isPresent(client_name)) return ['client_name is missing.'];
  return typeof client_name === 'string' && client_name.trim() !== '' ? [] : ['client_name must be a name.'];
};

const isSecretKey = (key: unknown): boolean =>
  typeof key === 'object' && key !== null && secretKeyMembers.some((member) => Object.hasOwn(key, member));

const keysIn = (jwks: unknown): readonly unknown[] | undefined => {
  const keys: unknown = typeof jwks === 'object' && jwks !== null ? Reflect.get(jwks, 'keys') : undefined;
  return Array.isArray(keys) ? keys : undefined;
};

const keyProblems = ({ jwks, jwks_uri }: JsonObject): readonly string[] => {
  const keys = keysIn(jwks);
  // RFC 7591 §2
  if (isPresent(jwks) && isPresent(jwks_uri)) return ['jwks and jwks_uri must not both be there: remove one of them.'];
  if (isPresent(jwks) && keys === undefined) return ['jwks must be a JSON Web Key Set: an object with the list keys.'];
  return keys?.some(isSecretKey) === true
    ? ['jwks has a private or symmetric key. It is known to everybody now: publish public keys alone, and replace it.']
    : [];
};

/** Returns what the draft forbids in a document, or requires of it. Each is a sentence that names the member. */
export const documentProblems = (url: string, document: JsonObject): readonly string[] => [
  ...clientIdProblems(url, document),
  ...nameProblems(document),
  ...secretProblems(document),
  ...keyProblems(document),
];
