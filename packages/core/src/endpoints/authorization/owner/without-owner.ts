import type { Client } from '../../../client/client.ts';
import { type Refusal, refuse } from '../../../errors/refusal.ts';
import type { Broken } from '../../../rules/stage.ts';
import type { SignInVerdict } from './identify.ts';

/** The browser must show who is at it, and then come back with the same request. */
export interface SignIn {
  readonly kind: 'signIn';
  readonly client: Client;
  /** The request's own form-urlencoded text, to come back with. */
  readonly query: string;
  /** When the browser is sent there, in seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/**
 * What is to be done where nobody is signed in: send the browser to sign-in, or stop where that has just had no effect.
 *
 * @param query the request's own text
 */
export const withoutOwner = (
  { rule }: Broken<SignInVerdict>,
  client: Client,
  query: string,
  now: number,
): Refusal | SignIn => {
  const { verdict } = rule;
  switch (verdict.kind) {
    case 'refuse':
      return refuse({ ...rule, verdict }, client.client_id);
    case 'signIn':
      return { kind: 'signIn', client, query, now };
  }
};
