import { generateSigningKey } from '@codegrant/jwt';

// A private key for SIGNING_KEYS.
console.log(JSON.stringify(await generateSigningKey()));
