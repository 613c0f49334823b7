import type { CryptoKey } from 'jose';
import { fewestRsaBits, keyShapes, type SigningAlgorithm } from './signing-algorithm.ts';
import { operationOf, type Part } from './signing-key.ts';

const memberOf = (value: object, name: string): unknown => Reflect.get(value, name);

const hashOf = (algorithm: object): unknown => {
  const hash = memberOf(algorithm, 'hash');
  return typeof hash === 'object' && hash !== null ? memberOf(hash, 'name') : undefined;
};

const rsaProblems = (algorithm: object, name: string, alg: SigningAlgorithm): readonly string[] => {
  const bits = memberOf(algorithm, 'modulusLength');
  return [
    ...(hashOf(algorithm) === 'SHA-256' ? [] : [`${name} does not fit ${alg}: its hash must be SHA-256.`]),
    ...(typeof bits === 'number' && bits >= fewestRsaBits
      ? []
      : [`${name} has ${String(bits)} bits, but ${alg} needs ${fewestRsaBits} or more.`]),
  ];
};

/** Returns what is wrong with a `CryptoKey`: its type, its part of the pair, and what it is for. */
export const cryptoKeyProblems = (
  key: CryptoKey,
  name: string,
  part: Part,
  alg: SigningAlgorithm,
): readonly string[] => {
  const { kty, crv, name: expected } = keyShapes[alg];
  const { type, algorithm, usages, extractable } = key;
  const operation = operationOf[part];
  if (type !== part) return [`${name} is a ${type} key, but must be a ${part} key.`];
  if (algorithm.name !== expected)
    return [`${name} is a key of ${algorithm.name}, but ${alg} needs one of ${expected}.`];
  if (kty === 'EC' && memberOf(algorithm, 'namedCurve') !== crv)
    return [`${name} does not fit ${alg}: its curve must be ${crv}.`];
  return [
    ...(kty === 'RSA' ? rsaProblems(algorithm, name, alg) : []),
    ...(usages.includes(operation) ? [] : [`${name} must have the usage "${operation}".`]),
    // It is published.
    ...(part === 'private' || extractable ? [] : [`${name} must be extractable.`]),
  ];
};
