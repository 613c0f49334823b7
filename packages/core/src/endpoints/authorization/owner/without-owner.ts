import type { Client } from '../../../client/client.ts';
import { type Refusal, refuse } from '../../../errors/refusal.ts';
import type { Broken } from '../../../rules/stage.ts';
import type { SignInVerdict } from './identify.ts';

/** The user must sign in, and then return with the same request. */
export interface SignIn {
  readonly kind: 'signIn';
  readonly client: Client;
  /** The form-urlencoded string of the request to return with. */
  readonly query: string;
  /** When the browser is sent to sign-in, in seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /**
   * `select_account` if the user wants another account: the sign-in page must ask for one although the user is signed
   * in. The name and value are those of OpenID Connect Core §3.1.2.1.
   */
  readonly prompt?: 'select_account' | undefined;
}

/**
 * The decision when nobody is signed in: send the browser to sign-in, or show a page if sign-in has just had no effect.
 *
 * @param query the form-urlencoded string of the request
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
