import { type Client, isConfidential } from '../../../client/client.ts';
import type { CodeRecord } from '../../../code/code-record.ts';
import { verifyCodeVerifier } from '../../../code/pkce.ts';
import type { TakenCode } from '../../../code/taken-code.ts';
import type { Sha256 } from '../../../crypto/digest.ts';
import type { Params } from '../../../encoding/read-params.ts';
import { invalidGrant, replayedGrant, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import { type Brand, prove } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { Policy } from '../../../settings/policy.ts';
import type { Redemption } from './redemption.ts';

/** A redemption, and the code that was taken from the store. */
interface LookedUpCode {
  readonly redemption: Redemption;
  readonly taken: TakenCode | undefined;
  readonly policy: Policy;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}

/** A code that its client may redeem. */
export type RedeemableCode = Brand<
  { readonly params: Params; readonly client: Client; readonly record: CodeRecord },
  'RedeemableCode'
>;

interface KnownCode extends LookedUpCode {
  readonly taken: TakenCode;
}

const verifierIsRight = ({ redemption, taken, sha256 }: KnownCode): boolean => {
  const { codeChallenge: value, codeChallengeMethod: method } = taken.record;
  // OAuth 2.1 §4.1.2.1: a public client always sends a challenge, so a record without one has lost it.
  if (method === 'none') return value === undefined && isConfidential(redemption.client);
  const verifier = redemption.params.values.get('code_verifier');
  // If the store has lost the challenge or its method, no verifier is accepted, and none is not accepted either.
  return verifier !== undefined && value !== undefined && verifyCodeVerifier({ method, value }, verifier, sha256);
};

/**
 * Whether the code was used a moment ago, by somebody who had its verifier too. Without a challenge, a second use is the only sign of a
 * code that was injected into another session (RFC 9700 §4.5).
 */
const wasJustUsed = ({ taken: { record, firstUse, usedAt }, policy, now }: KnownCode): boolean =>
  !firstUse && usedAt !== undefined && record.codeChallengeMethod !== 'none' && usedAt + policy.codeReuseSeconds > now;

/** RFC 6749 §4.1.3 and RFC 7636 §4.6: the checks of a taken code. */
export const redeemStage: Stage<LookedUpCode, RedeemableCode, TokenRejectionVerdict> = /* @__PURE__ */ stage<
  LookedUpCode,
  TokenRejectionVerdict
>()
  .refine(
    {
      name: 'code-known',
      requirements: ['R132', 'R142'],
      source: 'RFC 6749 §5.2',
      message: 'code is unknown or too old. Start again with a new authorization request.',
      verdict: invalidGrant,
    },
    ({ redemption, taken, policy, now, sha256 }): KnownCode | undefined =>
      taken === undefined ? undefined : { redemption, taken, policy, now, sha256 },
  )
  .require(
    {
      name: 'code-of-client',
      requirements: ['R81', 'R131', 'R142'],
      source: 'RFC 6749 §4.1.3',
      message: 'code was not issued to this client. Start again with a new authorization request.',
      verdict: invalidGrant,
    },
    ({ redemption, taken }) => redemption.client.client_id === taken.record.clientId,
  )
  .require(
    {
      name: 'code-of-redirect-uri',
      requirements: ['R81', 'R127', 'R128', 'R142'],
      source: 'RFC 6749 §4.1.3',
      message:
        'redirect_uri differs from the redirect_uri of the authorization request. Send the redirect_uri of the authorization request, byte for byte.',
      verdict: invalidGrant,
    },
    ({ redemption, taken }) =>
      (redemption.params.values.get('redirect_uri') ?? taken.record.redirectUri) === taken.record.redirectUri,
  )
  .require(
    {
      name: 'verifier-only-with-challenge',
      requirements: ['R139', 'R140'],
      source: 'RFC 9700 §4.8.2',
      message:
        'code_verifier was sent, but the authorization request had no code_challenge. Send code_challenge in the authorization request, or omit code_verifier.',
      verdict: invalidGrant,
    },
    ({ redemption, taken }) =>
      taken.record.codeChallengeMethod !== 'none' || !redemption.params.values.has('code_verifier'),
  )
  .require(
    {
      name: 'verifier-right',
      requirements: ['R133', 'R134', 'R135', 'R136', 'R137', 'R138', 'R140', 'R142', 'R147'],
      source: 'RFC 7636 §4.6',
      message:
        'code_verifier is missing or does not match the code_challenge. Start again with a new authorization request, and send the matching code_verifier.',
      verdict: invalidGrant,
    },
    verifierIsRight,
  )
  .require(
    {
      name: 'code-not-just-used',
      requirements: ['R224', 'R225'],
      source: 'RFC 6749 §4.1.2',
      message:
        'code was used a moment ago. Send each code once, and use the tokens of the first response, or start again with a new authorization request.',
      verdict: invalidGrant,
    },
    (known) => !wasJustUsed(known),
  )
  .require(
    {
      name: 'code-first-use',
      requirements: ['R78', 'R79', 'R80', 'R141', 'R142'],
      source: 'RFC 6749 §4.1.2',
      message: 'code was already used. Start again with a new authorization request.',
      verdict: replayedGrant,
    },
    ({ taken }) => taken.firstUse,
  )
  .refine(
    {
      name: 'code-unexpired',
      requirements: ['R76', 'R77', 'R132', 'R142'],
      source: 'RFC 6749 §4.1.2',
      message: 'code has expired. Start again with a new authorization request, and redeem its code at once.',
      verdict: invalidGrant,
    },
    ({ redemption: { params, client }, taken: { record }, now }) =>
      record.expiresAt > now ? prove<RedeemableCode>({ params, client, record }) : undefined,
  );
