import { type Client, isConfidential } from '../../../client/client.ts';
import type { RejectionVerdict } from '../../../errors/rejection.ts';
import { isWebsite } from '../../../redirect-uri/loopback.ts';
import type { MatchedRedirectUri } from '../../../redirect-uri/match-redirect-uri.ts';
import type { Brand } from '../../../rules/brand.ts';
import { type Stage, stage } from '../../../rules/stage.ts';
import type { Policy } from '../../../settings/policy.ts';
import type { Owner, SignedIn } from '../owner/identify.ts';
import type { AuthorizationRequest } from '../request/check.ts';

/** What the owner answered to this very request. */
export type ConsentAnswer =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'allow';
      /** These scopes, of those that were asked for; or all that was asked for. */
      readonly scope: readonly string[] | 'asAsked';
      /** What the owner was asked for, and so all that the answer can allow. Default: what there is to ask for now. */
      readonly asked?: readonly string[] | undefined;
    }
  | { readonly kind: 'deny' };

/** What the owner has said to this client. */
export interface Consent {
  /** Scopes that the owner allowed to the client on earlier occasions. */
  readonly remembered: readonly string[];
  readonly answer: ConsentAnswer;
}

/** A request whose owner is known, and what the owner has said. */
export interface AnsweredRequest {
  readonly signedIn: SignedIn;
  readonly consent: Consent;
}

/** A grant that the owner gave: the scope is a part of what was asked for. */
export type Grant = Brand<
  {
    readonly request: AuthorizationRequest;
    readonly policy: Policy;
    readonly owner: Owner;
    readonly scope: readonly string[];
    /** What of it the owner allowed just now. */
    readonly allowed: readonly string[];
  },
  'Grant'
>;

/** What may be done where the owner has not allowed all that was asked for. */
export type ConsentVerdict = ({ readonly kind: 'deny' } & RejectionVerdict) | { readonly kind: 'askConsent' };

const proves = (client: Client, redirectUri: MatchedRedirectUri): boolean =>
  isConfidential(client) || isWebsite(redirectUri);

/**
 * Scopes that need no question, since the owner allowed them to this client before.
 *
 * RFC 8252 §8.6: where anybody may pose as the client (loopback, private-use schemes), what was allowed before was perhaps
 * allowed to somebody else, so it counts for nothing.
 */
const rememberedScope = (
  { client, redirectUri }: AuthorizationRequest,
  policy: Policy,
  scope: readonly string[],
): readonly string[] => {
  switch (policy.rememberConsent) {
    case 'never':
      return [];
    case 'everyClient':
      return scope;
    case 'provenClients':
      return proves(client, redirectUri) ? scope : [];
  }
};

const knownScope = ({ signedIn: { request, policy }, consent }: AnsweredRequest): readonly string[] => {
  switch (request.client.consent) {
    case 'skip':
      return request.scope;
    case 'ask':
      return rememberedScope(request, policy, consent.remembered);
  }
};

/** What the owner must still be asked for. */
export const scopeToAsk = (answered: AnsweredRequest): readonly string[] => {
  const known = knownScope(answered);
  return answered.signedIn.request.scope.filter((scope) => !known.includes(scope));
};

/** Whether whoever allows the client can not leave this scope out. */
export const isRequired = (scope: string, client: Client, policy: Policy): boolean =>
  policy.requiredScope.includes(scope) || client.required_scope.includes(scope);

/** What the owner was asked for and has not allowed elsewhere meanwhile. */
const askedNow = (answered: AnsweredRequest, asked: readonly string[] | undefined): readonly string[] =>
  scopeToAsk(answered).filter((scope) => asked?.includes(scope) ?? true);

const allowedNow = (answered: AnsweredRequest): readonly string[] => {
  const { request, policy } = answered.signedIn;
  const { answer } = answered.consent;
  switch (answer.kind) {
    case 'none':
    case 'deny':
      return [];
    case 'allow': {
      const asked = askedNow(answered, answer.asked);
      // A box that is locked is not sent by a browser, so what is required counts as chosen.
      return answer.scope === 'asAsked'
        ? asked
        : asked.filter((scope) => answer.scope.includes(scope) || isRequired(scope, request.client, policy));
    }
  }
};

const grantedScope = (answered: AnsweredRequest): readonly string[] => {
  const granted = new Set([...knownScope(answered), ...allowedNow(answered)]);
  return answered.signedIn.request.scope.filter((token) => granted.has(token));
};

const isDenied = (answered: AnsweredRequest): boolean => {
  const { answer } = answered.consent;
  switch (answer.kind) {
    case 'none':
      return false;
    case 'deny':
      return true;
    case 'allow':
      // Allowing none of what was asked for is a denial in other words, and so is what comes to nothing.
      return askedNow(answered, answer.asked).length > 0
        ? allowedNow(answered).length === 0
        : grantedScope(answered).length === 0;
  }
};

const grantOf = (answered: AnsweredRequest): Grant => {
  const { request, policy, owner } = answered.signedIn;
  return { request, policy, owner, scope: grantedScope(answered), allowed: allowedNow(answered) } as Grant;
};

/** RFC 6749 §10.12: nothing is granted without the owner's awareness and consent. */
export const consentStage: Stage<AnsweredRequest, Grant, ConsentVerdict> = stage<AnsweredRequest, ConsentVerdict>()
  .require(
    {
      name: 'owner-did-not-deny',
      requirements: ['R62'],
      source: 'RFC 6749 §4.1.2.1',
      says: 'The owner did not deny the request.',
      message: 'The owner denied the request.',
      verdict: { kind: 'deny', error: 'access_denied' },
    },
    (answered) => !isDenied(answered),
  )
  .refine(
    {
      name: 'owner-consented',
      requirements: ['R96', 'R47', 'R98'],
      source: 'RFC 6749 §10.12',
      says: 'The owner allowed the scope: just now, or before to a client whose identity is proven; or nobody need be asked.',
      message: 'The owner has not allowed this scope yet. Show the consent page.',
      verdict: { kind: 'askConsent' },
    },
    (answered) =>
      answered.consent.answer.kind === 'allow' || scopeToAsk(answered).length === 0 ? grantOf(answered) : undefined,
  );
