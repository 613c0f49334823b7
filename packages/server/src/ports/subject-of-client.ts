import type { TokenGrant } from '@codegrant/core';

/**
 * Refuses a grant of a user whose subject is the `client_id` of the client. RFC 9068 §2.2 and §5: a token in which both are the same is one
 * of the client, which acts for itself. So an API would take the user for the client (RFC 9700 §4.15).
 *
 * @throws {TypeError} if both are the same
 */
export const refuseSubjectOfClient = ({ subject, clientId }: Pick<TokenGrant, 'subject' | 'clientId'>): void => {
  if (subject === clientId)
    throw new TypeError(
      `The subject ${JSON.stringify(subject)} is also the client_id of the client, so an API would take the user for the client. owner.identify must return subjects that no client has as its client_id.`,
    );
};
