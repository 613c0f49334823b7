/** What a kind of finding means. */
export interface FindingKind {
  /**
   * `allowed`: the RFCs permit the response, but Codegrant's own contract or a draft is stricter, so that `--strict`
   * counts it as a violation. `violates`: the RFCs forbid it.
   */
  readonly verdict: 'allowed' | 'violates';
  readonly says: string;
  /** The specification, or why it is allowed. */
  readonly source: string;
}

/** The name of a kind of finding. */
export type FindingName =
  | 'other-status'
  | 'page-instead-of-redirect'
  | 'no-iss'
  | 'other-error'
  | 'equivalent-uri'
  | 'answer-in-fragment'
  | 'default-redirect-uri'
  | 'error-to-client'
  | 'any-loopback-port'
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

/** All findings about responses that differ from a vector's expectation. The README contains this table. */
export const findings: Readonly<Record<FindingName, FindingKind>> = {
  'other-status': {
    verdict: 'allowed',
    says: 'The server rejects the request with a 4xx status that differs from the expected status.',
    source:
      'RFC 6749 §4.1.2.1 specifies no status for error pages. The statuses 404 and 422 are Codegrant’s own choice.',
  },
  'page-instead-of-redirect': {
    verdict: 'allowed',
    says: 'The server shows an error page, although it could have sent the error to the client.',
    source: 'RFC 9700 §4.11.2 lets a server show an error page if the server does not trust the redirect URI.',
  },
  'no-iss': {
    verdict: 'allowed',
    says: 'The response to the client has no iss.',
    source: 'RFC 9207 §2 requires iss only from servers that support RFC 9207.',
  },
  'other-error': {
    verdict: 'allowed',
    says: 'The client receives an error code that differs from the expected error code, but also fits the request.',
    source: 'RFC 6749 §4.1.2.1 does not say which error to send if several errors apply, and some error codes overlap.',
  },
  'equivalent-uri': {
    verdict: 'allowed',
    says: 'The response goes to an equivalent spelling of the redirect URI, not to the exact string.',
    source:
      'RFC 6749 §3.1.2 requires servers to keep the query, and RFC 3986 §6.2 defines equivalent spellings of a URI.',
  },
  'answer-in-fragment': {
    verdict: 'allowed',
    says: 'The error is in the fragment of the redirect URI.',
    source: 'The response type or the response mode of the request asks for a fragment (RFC 6749 §4.2.2.1).',
  },
  'default-redirect-uri': {
    verdict: 'allowed',
    says: 'The request has no redirect_uri, and the server uses the only registered redirect URI.',
    source: 'RFC 6749 §3.1.2.3 requires redirect_uri only if several redirect URIs are registered.',
  },
  'error-to-client': {
    verdict: 'allowed',
    says: 'The server sends an error to a registered redirect URI, although the vector expects an error page.',
    source: 'RFC 6749 §4.1.2.1 forbids a redirect only if the redirect URI is invalid.',
  },
  'any-loopback-port': {
    verdict: 'allowed',
    says: 'The server accepts a redirect URI with a different port on loopback, although the registration requires the exact port.',
    source:
      'RFC 8252 §7.3 and RFC 9700 §4.1.3 allow any port. `loopback_port: exact` exists only in Codegrant, not in an RFC.',
  },
  'serves-more': {
    verdict: 'allowed',
    says: 'The server accepts a request that Codegrant rejects, and the RFCs allow servers to accept or reject the request.',
    source:
      'RFC 6749 §3.3 lets a server ignore scopes. RFC 6749 specifies the syntax of the values that clients send, but does not require servers to reject values with invalid syntax.',
  },
  'serves-without-pkce': {
    verdict: 'allowed',
    says: 'The server accepts a request without code_challenge.',
    source:
      'RFC 9700 §2.1.1 requires public clients to send code_challenge. Only the OAuth 2.1 draft requires the server to reject a request without code_challenge.',
  },
  'serves-another-type': {
    verdict: 'allowed',
    says: 'Besides code, the server supports another response type, which is registered with IANA.',
    source: 'RFC 6749 §3.1.1 and §8.4 let a server support more response types.',
  },
  'refuses-more': {
    verdict: 'allowed',
    says: 'The server rejects a request that Codegrant accepts, and the RFCs allow servers to accept or reject the request.',
    source:
      'The RFCs make some features optional, for example POST (RFC 6749 §3.1), and let a server limit the size of requests.',
  },
  'no-answer': {
    verdict: 'violates',
    says: 'The server sends no response, or a response that is neither a page nor a redirect.',
    source: 'RFC 6749 §4.1.2.1',
  },
  'server-error': {
    verdict: 'violates',
    says: 'The server fails with a 5xx status.',
    source: 'RFC 6749 §4.1.2.1 and §10.14',
  },
  'open-redirect': {
    verdict: 'violates',
    says: 'The browser is redirected to a URI that the client did not register.',
    source: 'RFC 6749 §4.1.2.1 and §10.15; RFC 9700 §2.1',
  },
  'accepts-forbidden': {
    verdict: 'violates',
    says: 'A request that must be rejected leads to sign-in, consent or a code.',
    source: 'Each vector lists the requirements that a wrong response violates.',
  },
  'code-without-owner': {
    verdict: 'violates',
    says: 'A code is issued although no user is signed in.',
    source: 'RFC 6749 §3.1',
  },
  'state-lost': {
    verdict: 'violates',
    says: 'The state is not returned.',
    source: 'RFC 6749 §4.1.2 and §4.1.2.1',
  },
  'state-changed': {
    verdict: 'violates',
    says: 'The returned state differs from the state that was sent.',
    source: 'RFC 6749 §4.1.2 and §4.1.2.1',
  },
  'query-lost': {
    verdict: 'violates',
    says: 'A part of the query of the registered redirect URI is missing in the response.',
    source: 'RFC 6749 §3.1.2',
  },
  'error-lost': {
    verdict: 'violates',
    says: 'The browser is redirected to the client with neither a code nor an error.',
    source: 'RFC 6749 §4.1.2.1',
  },
  'wrong-error': {
    verdict: 'violates',
    says: 'The client receives an error code that does not fit the request.',
    source: 'RFC 6749 §4.1.2.1; RFC 7636 §4.4.1',
  },
  'parameter-twice': {
    verdict: 'violates',
    says: 'The response contains a parameter twice, or both a code and an error.',
    source: 'RFC 6749 §3.1 and §4.1.2',
  },
  'loopback-port': {
    verdict: 'violates',
    says: 'The server rejects a redirect URI on a loopback IP address because its port differs from the registered port.',
    source: 'RFC 8252 §7.3',
  },
  'token-without-code': {
    verdict: 'violates',
    says: 'The token endpoint accepts a request that it must reject.',
    source: 'RFC 6749 §4.1.3',
  },
  'other-token-error': {
    verdict: 'allowed',
    says: 'The token endpoint rejects the request, but with a different error or status than expected.',
    source: 'RFC 6749 §5.2 does not say which error to send if several errors apply.',
  },
  'unknown-not-ignored': {
    verdict: 'violates',
    says: 'An unknown parameter changes the response.',
    source: 'RFC 6749 §3.1',
  },
};
