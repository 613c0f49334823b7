import { jwkProblems } from './jwk-problems.ts';
import { cryptoKeyProblems } from './crypto-key-problems.ts';
import { isSigningAlgorithm, type SigningAlgorithm, signingAlgorithms } from './signing-algorithm.ts';
import { isCryptoKey, namesOf, type Part, type SigningKey } from './signing-key.ts';

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const members: readonly string[] = ['kid', 'alg', 'privateKey', 'publicKey'] satisfies (keyof SigningKey)[];

/** What else a key may have been given as. */
const otherForm = (key: unknown): string => {
  if (typeof key === 'string')
    return key.startsWith('-----BEGIN')
      ? ' Read PEM with importPKCS8 or importSPKI of jose.'
      : ' Parse a JWK in JSON with JSON.parse.';
  return isObject(key) && Reflect.get(key, Symbol.toStringTag) === 'KeyObject'
    ? " Pass key.export({ format: 'jwk' }) of a KeyObject."
    : '';
};

const formProblems = (key: unknown, name: string): readonly string[] =>
  key === undefined || isCryptoKey(key) || (isObject(key) && 'kty' in key)
    ? []
    : [`${name} must be a JWK or a CryptoKey.${otherForm(key)}`];

const partProblems = (
  key: SigningKey['privateKey'],
  name: string,
  part: Part,
  alg: SigningAlgorithm,
): readonly string[] => {
  if (key === undefined) return [];
  return isCryptoKey(key) ? cryptoKeyProblems(key, name, part, alg) : jwkProblems(key, name, part, alg);
};

const kidProblems = (kid: unknown, name: string): readonly string[] =>
  kid === undefined || (typeof kid === 'string' && /^[\x20-\x7e]{1,256}$/.test(kid))
    ? []
    : [`${name}.kid must be 1 to 256 printable ASCII characters.`];

const exportProblems = ({ privateKey, publicKey }: SigningKey, name: string): readonly string[] =>
  isCryptoKey(privateKey) && !privateKey.extractable && publicKey === undefined
    ? [`${name}.privateKey is a CryptoKey that cannot be exported, so ${name}.publicKey is needed too.`]
    : [];

const givenProblems = (key: SigningKey, name: string): readonly string[] => {
  const { privateKey, publicKey } = key;
  if (privateKey === undefined && publicKey === undefined) return [`${name} must have a privateKey or a publicKey.`];
  const wrongForms = [
    ...formProblems(privateKey, `${name}.privateKey`),
    ...formProblems(publicKey, `${name}.publicKey`),
  ];
  if (wrongForms.length > 0) return wrongForms;
  const { kid, alg } = namesOf(key);
  if (!isSigningAlgorithm(alg))
    return [
      alg === undefined
        ? `${name}.alg is missing: set one of ${signingAlgorithms.join(', ')}.`
        : `${name}.alg is ${JSON.stringify(alg)}, but must be one of ${signingAlgorithms.join(', ')}.`,
    ];
  return [
    ...kidProblems(kid, name),
    ...partProblems(privateKey, `${name}.privateKey`, 'private', alg),
    ...partProblems(publicKey, `${name}.publicKey`, 'public', alg),
    ...exportProblems(key, name),
  ];
};

/**
 * Returns what is wrong with one key, as far as it shows without using the key.
 *
 * @param name how the sentences call the key: for example `keys[0]`
 */
export const keyProblems = (key: unknown, name: string): readonly string[] => {
  if (!isObject(key) || isCryptoKey(key)) return [`${name} must be an object with a privateKey or a publicKey.`];
  return [
    ...Object.keys(key)
      .filter((member) => !members.includes(member))
      .map(
        (member) =>
          `${name}.${member} is not a member of a key. It can have ${members.join(', ')}: pass a JWK as privateKey or publicKey.`,
      ),
    ...givenProblems(key, name),
  ];
};

/** Returns one sentence for each name that two keys have. */
export const sameKids = (kids: readonly unknown[]): readonly string[] =>
  kids.flatMap((kid, at) => {
    const first = kids.indexOf(kid);
    return kid === undefined || first === at
      ? []
      : [`keys[${first}] and keys[${at}] have the same kid ${JSON.stringify(kid)}.`];
  });
