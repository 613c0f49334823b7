import { splitScope } from '../encoding/scope.ts';
import type { CodeRecord } from '../code/code-record.ts';
import { grantIdOf } from './grant-id.ts';

/** What tokens are issued for. */
export interface TokenGrant {
  /** Identifies the grant: a UUID. All tokens that come from one code have the same. */
  readonly grantId: string;
  /** The resource owner, as `owner.identify` returned it. */
  readonly subject: string;
  readonly clientId: string;
  /** The scope tokens of the access token: the granted ones, or those of them that a refresh asked for. */
  readonly scope: readonly string[];
  /** When the resource owner signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined;
}

/** The grant that a code stands for. */
export const grantOfCode = ({ codeHash, subject, clientId, scope, authTime }: CodeRecord): TokenGrant => ({
  grantId: grantIdOf(codeHash),
  subject,
  clientId,
  scope: splitScope(scope) ?? [],
  authTime,
});
