import { encodeBase64url } from '../encoding/base64url.ts';
import type { Entropy } from './entropy.ts';

/** A string that nobody can guess (RFC 6749 §10.10): 43 base64url characters from 32 random bytes. */
export const randomString = (entropy: Entropy): string => encodeBase64url(entropy.subarray(0, 32));
