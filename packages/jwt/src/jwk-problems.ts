import { secretKeyMembers } from '@codegrant/server/internal';
import { fewestRsaBits, keyShapes, type SigningAlgorithm } from './signing-algorithm.ts';
import { operationOf, type Part } from './signing-key.ts';

const isBase64url = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value);

/** How many bits a base64url string has at most. */
const bitsOf = (text: string): number => Math.floor((text.length * 6) / 8) * 8;

const purposeProblems = (jwk: object, name: string, part: Part, alg: SigningAlgorithm): readonly string[] => {
  const own: unknown = Reflect.get(jwk, 'alg');
  const use: unknown = Reflect.get(jwk, 'use');
  const keyOps: unknown = Reflect.get(jwk, 'key_ops');
  const operation = operationOf[part];
  return [
    ...(own === undefined || own === alg
      ? []
      : [`${name}.alg is ${JSON.stringify(own)}, but the key is given the alg ${alg}.`]),
    ...(use === undefined || use === 'sig'
      ? []
      : [`${name}.use is ${JSON.stringify(use)}, but must be "sig": make a key of its own for signatures.`]),
    ...(keyOps === undefined || (Array.isArray(keyOps) && keyOps.includes(operation))
      ? []
      : [`${name}.key_ops must include "${operation}".`]),
  ];
};

const partProblems = (jwk: object, name: string, part: Part): readonly string[] => {
  const found = secretKeyMembers.filter((member) => Reflect.get(jwk, member) !== undefined);
  if (part === 'public')
    return found.length === 0
      ? []
      : [`${name} has the private members ${found.join(', ')}. Leave them out, or pass it as privateKey.`];
  return isBase64url(Reflect.get(jwk, 'd'))
    ? []
    : [`${name} is not a private key: it has no d. Pass a key that only verifies as publicKey.`];
};

const shapeProblems = (jwk: object, name: string, alg: SigningAlgorithm): readonly string[] => {
  const { kty, crv, members } = keyShapes[alg];
  if (Reflect.get(jwk, 'kty') === 'oct')
    return [
      `${name} is a symmetric key. Every API that verified a token with it could issue tokens. Make a key with generateSigningKey.`,
    ];
  if (Reflect.get(jwk, 'kty') !== kty || (crv !== undefined && Reflect.get(jwk, 'crv') !== crv))
    return [`${name} does not fit ${alg}: kty must be "${kty}"${crv === undefined ? '' : ` and crv "${crv}"`}.`];
  const missing = members.filter((member) => !isBase64url(Reflect.get(jwk, member)));
  if (missing.length > 0) return [`${name} must have ${missing.join(' and ')} in base64url.`];
  const modulus: unknown = Reflect.get(jwk, 'n');
  return kty === 'RSA' && isBase64url(modulus) && bitsOf(modulus) < fewestRsaBits
    ? [`${name} has ${bitsOf(modulus)} bits, but ${alg} needs ${fewestRsaBits} or more.`]
    : [];
};

/** Returns what is wrong with a JWK: its type, its part of the pair, and what it is for. */
export const jwkProblems = (jwk: object, name: string, part: Part, alg: SigningAlgorithm): readonly string[] => {
  const shape = shapeProblems(jwk, name, alg);
  return shape.length > 0 ? shape : [...partProblems(jwk, name, part), ...purposeProblems(jwk, name, part, alg)];
};
