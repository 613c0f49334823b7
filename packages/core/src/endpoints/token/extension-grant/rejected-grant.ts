import { invalidGrant, rejectToken, type TokenRejection } from '../../../errors/token-rejection.ts';
import { isErrorString } from '../../../encoding/characters.ts';
import { type Brand, prove } from '../../../rules/brand.ts';
import type { ExtensionGrantRequest } from './extension-grant.ts';
import { grantAccepted } from './grant-accepted.ts';

/** An error of the operator for the client. */
export type RejectedGrant = Brand<
  { readonly error: string; readonly description: string | undefined },
  'RejectedGrant'
>;

const isError = (value: unknown): value is string => typeof value === 'string' && isErrorString(value);

/** Reads an error of the operator. `undefined` if a member has characters that RFC 6749 §5.2 does not allow, or none. */
export const readRejectedGrant = (error: unknown, description: unknown): RejectedGrant | undefined =>
  isError(error) && (description === undefined || isError(description))
    ? prove<RejectedGrant>({ error, description })
    : undefined;

/** Rejects a token request that a function of the operator did not accept. */
export const rejectGrant = (
  { client }: Pick<ExtensionGrantRequest, 'client'>,
  { error, description = grantAccepted.message }: RejectedGrant,
): TokenRejection =>
  rejectToken(
    { ...grantAccepted, message: description, verdict: { ...invalidGrant, error } },
    { clientId: client.client_id },
  );
