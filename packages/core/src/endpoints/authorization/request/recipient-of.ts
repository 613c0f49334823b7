import type { Recipient } from '../../../errors/rejection.ts';
import type { BoundClient } from './bind.ts';

/** RFC 6749 §4.1.2.1: the state is returned exactly as received, whatever else is wrong. */
export const recipientOf = ({ params, client, redirectUri }: BoundClient): Recipient =>
  Object.freeze({ client, redirectUri, state: params.values.get('state') });
