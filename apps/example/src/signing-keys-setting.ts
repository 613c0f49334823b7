import type { SigningKey } from '@codegrant/jwt';
import * as v from 'valibot';

const message =
  'must be a private key in JSON (a JWK), or a list of such keys. ' +
  'This command prints one: npx -y pnpm@12 --silent signing-key';

// The errors of JSON.parse quote the text, and a private key may be in it.
const json = v.rawTransform<string, unknown>(({ dataset, addIssue, NEVER }) => {
  try {
    return JSON.parse(dataset.value);
  } catch {
    addIssue({ message });
    return NEVER;
  }
});

const jwk = v.looseObject(
  { kty: v.string(message), alg: v.exactOptional(v.string(message)), kid: v.exactOptional(v.string(message)) },
  message,
);

/** A key without a private part only verifies: the key of yesterday, or the one of tomorrow. */
const signingKeyOf = (key: v.InferOutput<typeof jwk>): SigningKey =>
  'd' in key ? { privateKey: key } : { publicKey: key };

/** Reads SIGNING_KEYS: the keys of access tokens. The first signs, and all are published. */
export const signingKeysSetting: v.GenericSchema<string, readonly SigningKey[]> = v.pipe(
  v.string(),
  json,
  v.transform((value) => (Array.isArray(value) ? value : [value])),
  v.array(jwk, message),
  v.minLength(1, message),
  v.mapItems(signingKeyOf),
);
