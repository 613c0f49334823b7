import { secretKeyMembers } from '../crypto/secret-key-members.ts';
import type { Client } from './client.ts';

/** RFC 7517 §4.1: the types of keys that have a public part. */
const publicKeyTypes: ReadonlySet<unknown> = /* @__PURE__ */ new Set(['RSA', 'EC', 'OKP']);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isSecretKey = (key: object): boolean => secretKeyMembers.some((member) => Object.hasOwn(key, member));

const isPublicKey = (key: unknown): boolean => isObject(key) && publicKeyTypes.has(Reflect.get(key, 'kty'));

const jwksProblems = (jwks: unknown): readonly string[] => {
  const keys: unknown = isObject(jwks) ? Reflect.get(jwks, 'keys') : undefined;
  if (!Array.isArray(keys) || keys.length === 0)
    return ['jwks must be a JSON Web Key Set: an object with the list keys, which has at least one key.'];
  // Also in a list with other mistakes: somebody has to replace the key.
  if (keys.some((key) => isObject(key) && isSecretKey(key)))
    return ['jwks has a private or symmetric key. Register public keys only, and replace this key.'];
  return keys.every(isPublicKey) ? [] : ['jwks must have only public keys, with the kty RSA, EC or OKP.'];
};

const isHttpsUrl = (uri: string): boolean => /^https:\/\/[^/]/.test(uri) && URL.canParse(uri);

/**
 * Returns what is wrong with the keys of a client that authenticates with `private_key_jwt`, each as a sentence. `readClient` does not
 * judge the keys, because most servers do not use them.
 *
 * @see RFC 7591 §2 and RFC 7517
 * @example
 * const client = defineClient({
 *   client_id: 'app',
 *   redirect_uris: ['https://app.example/callback'],
 *   token_endpoint_auth_method: 'private_key_jwt',
 *   jwks_uri: 'http://app.example/jwks.json',
 * });
 * clientKeyProblems(client); // ['jwks_uri must be an https URL.']
 */
export const clientKeyProblems = ({
  token_endpoint_auth_methods: methods,
  jwks,
  jwks_uri,
  client_secret_hashes,
}: Client): readonly string[] => {
  if (!methods.includes('private_key_jwt')) return [];
  if (client_secret_hashes.length > 0)
    return [
      'token_endpoint_auth_method private_key_jwt does not use a secret: omit client_secret and client_secret_hashes.',
    ];
  if ((jwks === undefined) === (jwks_uri === undefined))
    return ['token_endpoint_auth_method private_key_jwt needs either jwks or jwks_uri.'];
  if (jwks_uri === undefined) return jwksProblems(jwks);
  return isHttpsUrl(jwks_uri) ? [] : ['jwks_uri must be an https URL.'];
};
