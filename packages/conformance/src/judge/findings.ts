/** What a kind of finding means, wherever it turns up. */
export interface FindingKind {
  /** `allowed`: another answer that the RFCs leave open. `violates`: one that they forbid. */
  readonly verdict: 'allowed' | 'violates';
  /** Whether Codegrant's own contract or a draft is stricter here, so that `--strict` counts it. */
  readonly contract: boolean;
  readonly says: string;
  /** Where it is written. */
  readonly source: string;
}

/** The name of a kind of finding. */
export type FindingName =
  | 'other-status'
  | 'page-instead-of-redirect'
  | 'no-iss'
  | 'other-error'
  | 'uri-written-anew'
  | 'answer-in-fragment'
  | 'default-redirect-uri'
  | 'told-the-client-anyway'
  | 'loopback-port-freer'
  | 'serves-more'
  | 'serves-without-pkce'
  | 'serves-another-type'
  | 'refuses-more'
  | 'no-answer'
  | 'server-error'
  | 'open-redirect'
  | 'accepts-forbidden'
  | 'code-without-owner'
  | 'state-lost'
  | 'state-changed'
  | 'query-lost'
  | 'error-lost'
  | 'wrong-error'
  | 'parameter-twice'
  | 'loopback-port'
  | 'token-without-code'
  | 'other-token-error'
  | 'unknown-not-ignored';

/** What an answer may be called that is not the one that a vector expects. The README shows this table. */
export const findings: Readonly<Record<FindingName, FindingKind>> = {
  'other-status': {
    verdict: 'allowed',
    contract: true,
    says: 'A refusal with another 4xx status.',
    source: 'RFC 6749 §4.1.2.1 names no status for it; 404 and 422 are ours.',
  },
  'page-instead-of-redirect': {
    verdict: 'allowed',
    contract: true,
    says: 'A page tells the person of an error that could have gone to the client.',
    source: 'RFC 9700 §4.11.2 lets a server not redirect where it does not trust the address.',
  },
  'no-iss': {
    verdict: 'allowed',
    contract: true,
    says: 'An answer to the client without iss.',
    source: 'RFC 9207 §2 binds only servers that support it.',
  },
  'other-error': {
    verdict: 'allowed',
    contract: true,
    says: 'Another error code that fits the same request as well.',
    source: 'RFC 6749 §4.1.2.1 has no order for several faults, and some codes overlap.',
  },
  'uri-written-anew': {
    verdict: 'allowed',
    contract: true,
    says: 'The redirect URI comes back in an equivalent spelling, not byte for byte.',
    source: 'RFC 6749 §3.1.2 asks for its query to be kept, and RFC 3986 §6.2 makes the spellings equivalent.',
  },
  'answer-in-fragment': {
    verdict: 'allowed',
    contract: true,
    says: 'The error is in the fragment of the redirect URI.',
    source: 'RFC 6749 §4.2.2.1, where the response type or the response mode asks for it.',
  },
  'default-redirect-uri': {
    verdict: 'allowed',
    contract: true,
    says: 'Without redirect_uri, the only registered one is taken.',
    source: 'RFC 6749 §3.1.2.3 requires the parameter only where several are registered.',
  },
  'told-the-client-anyway': {
    verdict: 'allowed',
    contract: true,
    says: 'An error goes to an address that the client registered, though the request is refused.',
    source: 'RFC 6749 §4.1.2.1 forbids the redirect only to an address that was not proven.',
  },
  'loopback-port-freer': {
    verdict: 'allowed',
    contract: true,
    says: 'Any port is accepted on loopback where the registration fixed one.',
    source: 'RFC 8252 §7.3 and RFC 9700 §4.1.3; the client setting that fixes it is ours.',
  },
  'serves-more': {
    verdict: 'allowed',
    contract: true,
    says: 'A request is served that the RFCs do not oblige a server to refuse.',
    source: 'RFC 6749 §3.3 lets a server ignore scopes; the grammar of values binds who sends them.',
  },
  'serves-without-pkce': {
    verdict: 'allowed',
    contract: true,
    says: 'A request without code_challenge is served.',
    source:
      'RFC 9700 §2.1.1 obliges public clients to send one; only OAuth 2.1, a draft, obliges the server to refuse.',
  },
  'serves-another-type': {
    verdict: 'allowed',
    contract: true,
    says: 'Another response type that is registered with IANA is served.',
    source: 'RFC 6749 §3.1.1 and §8.4 let a server support more of them.',
  },
  'refuses-more': {
    verdict: 'allowed',
    contract: true,
    says: 'A request is refused that Codegrant serves, and that the RFCs do not oblige a server to serve.',
    source: 'RFC 6749 §3.1 (POST is optional), §4.1.1, and limits of size.',
  },
  'no-answer': {
    verdict: 'violates',
    contract: false,
    says: 'No answer came, or one that is neither a page nor a redirect.',
    source: 'RFC 6749 §4.1.2.1',
  },
  'server-error': {
    verdict: 'violates',
    contract: false,
    says: 'The request makes the server fail: a 5xx status.',
    source: 'RFC 6749 §4.1.2.1 and §10.14',
  },
  'open-redirect': {
    verdict: 'violates',
    contract: false,
    says: 'The browser is sent to an address that the client did not register.',
    source: 'RFC 6749 §4.1.2.1 and §10.15; RFC 9700 §2.1',
  },
  'accepts-forbidden': {
    verdict: 'violates',
    contract: false,
    says: 'A request goes on to sign-in, consent or a code though it must be refused.',
    source: 'The MUST of the rule that the vector names.',
  },
  'code-without-owner': {
    verdict: 'violates',
    contract: false,
    says: 'A code is issued though nobody is signed in.',
    source: 'RFC 6749 §3.1',
  },
  'state-lost': {
    verdict: 'violates',
    contract: false,
    says: 'The state that was sent does not come back.',
    source: 'RFC 6749 §4.1.2 and §4.1.2.1',
  },
  'state-changed': {
    verdict: 'violates',
    contract: false,
    says: 'Another state comes back than was sent.',
    source: 'RFC 6749 §4.1.2 and §4.1.2.1',
  },
  'query-lost': {
    verdict: 'violates',
    contract: false,
    says: 'The registered query of the redirect URI does not come back whole.',
    source: 'RFC 6749 §3.1.2',
  },
  'error-lost': {
    verdict: 'violates',
    contract: false,
    says: 'The browser comes back to the client with neither a code nor an error.',
    source: 'RFC 6749 §4.1.2.1',
  },
  'wrong-error': {
    verdict: 'violates',
    contract: false,
    says: 'The client is told an error code that does not fit.',
    source: 'RFC 6749 §4.1.2.1; RFC 7636 §4.4.1',
  },
  'parameter-twice': {
    verdict: 'violates',
    contract: false,
    says: 'The answer has a parameter twice, or a code and an error.',
    source: 'RFC 6749 §3.1 and §4.1.2',
  },
  'loopback-port': {
    verdict: 'violates',
    contract: false,
    says: 'Another port on a loopback IP address is refused.',
    source: 'RFC 8252 §7.3',
  },
  'token-without-code': {
    verdict: 'violates',
    contract: false,
    says: 'The token endpoint grants a request that it must refuse.',
    source: 'RFC 6749 §4.1.3',
  },
  'other-token-error': {
    verdict: 'allowed',
    contract: true,
    says: 'The token endpoint refuses with another error or status.',
    source: 'RFC 6749 §5.2 has no order for several faults.',
  },
  'unknown-not-ignored': {
    verdict: 'violates',
    contract: false,
    says: 'A parameter that no specification knows changes the answer.',
    source: 'RFC 6749 §3.1',
  },
};

/** A kind of finding, as it turned up in an answer. */
export interface Finding {
  readonly name: FindingName;
  /** What was seen. */
  readonly came: string;
}

/** What an answer is worth. */
export type Verdict =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'allowed'; readonly findings: readonly Finding[] }
  | { readonly kind: 'violates'; readonly findings: readonly Finding[] };

const isViolation = ({ name }: Finding, strict: boolean): boolean =>
  findings[name].verdict === 'violates' || (strict && findings[name].contract);

/** The verdict of what was found. `strict` holds a server to Codegrant's own contract as well. */
export const verdictOf = (found: readonly Finding[], strict: boolean): Verdict => {
  if (found.length === 0) return { kind: 'agrees' };
  const violations = found.filter((finding) => isViolation(finding, strict));
  return violations.length === 0 ? { kind: 'allowed', findings: found } : { kind: 'violates', findings: violations };
};
