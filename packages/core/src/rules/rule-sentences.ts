/**
 * What each rule requires, as a sentence, by the name of the rule and in the order in which the rules are applied. A rule whose name has
 * no sentence does not compile.
 *
 * The sentences are not in the rules: explanations and documents need them, and answering a request does not. So a bundler can leave them
 * out of a server that explains nothing.
 */
export const ruleSentences = {
  // The authorization endpoint: client and redirect URI
  'client-id-once': 'client_id is sent at most once.',
  'redirect-uri-once': 'redirect_uri is sent at most once.',
  'address-decodes': 'client_id and redirect_uri are percent-encoded UTF-8.',
  'client-id-present': 'client_id is present and not empty.',
  'client-id-characters': 'client_id contains only visible ASCII characters and spaces.',
  'redirect-uri-present': 'redirect_uri is present and not empty.',
  'client-registered': 'A client is registered under the client_id.',
  'redirect-uri-registered':
    'redirect_uri equals a registered redirect URI of the client, byte for byte. On loopback, the port of redirect_uri may differ.',
  // The authorization endpoint: the rest of the request
  'parameters-once': 'No parameter of an authorization request is sent more than once.',
  'parameters-decode': 'Every parameter of an authorization request is percent-encoded UTF-8.',
  'parameter-length': 'Every parameter that policy.authorizationParameters lists has at most 512 characters.',
  'state-characters': 'state contains only visible ASCII characters and spaces.',
  'response-type-present': 'response_type is present and not empty.',
  'response-type-code': 'The value of response_type is code.',
  'client-may-use-code': 'The client is registered for the authorization code grant.',
  'response-mode-query': 'If response_mode is sent, its value is query.',
  'resource-syntax':
    'Every value of resource is an absolute URI without a fragment. If the policy has no resources, the server ignores the parameter resource.',
  'resource-default':
    'If the policy has resources, either the request has the parameter resource, or the policy has a default resource.',
  'resource-known':
    'The policy contains every requested resource. In the URI of a resource, the scheme and the host are case-insensitive, and https://api.example/ means the same as https://api.example.',
  'scope-syntax': 'scope consists of scope tokens with one space between them.',
  'scope-default': 'The request has the parameter scope, or there is a default scope that the client may request.',
  'scope-declared':
    'The policy declares every required scope of the client, and every requested scope that the client is registered for.',
  'scope-allowed': 'Every requested scope exists, and the client may request every requested scope.',
  'scope-of-resource':
    'Every requested scope belongs to one of the requested resources. If no resource lists a scope, the scope belongs to every resource.',
  'challenge-for-method': 'The client sends code_challenge_method only together with code_challenge.',
  'pkce-used': 'The client uses PKCE. Only a confidential client can be registered to omit PKCE.',
  'challenge-method-known':
    'code_challenge_method is S256 or plain. The server compares code_challenge_method case-sensitively.',
  'challenge-method-declared': 'The policy allows the code_challenge_method that the client is registered for.',
  'challenge-method-allowed':
    'The client may use the code_challenge_method. An omitted code_challenge_method means plain.',
  'challenge-syntax':
    'An S256 code_challenge has 43 base64url characters. A plain code_challenge has 43 to 128 unreserved characters.',
  // The authorization endpoint: the resource owner and consent
  'session-kept': 'When the browser returns from the sign-in page, the user is signed in.',
  'owner-signed-in': 'In the browser that sends the request, a resource owner is signed in.',
  'owner-did-not-deny': 'The resource owner did not deny the request.',
  'owner-consented':
    'The client needs no consent, or the resource owner allowed the requested scope. By default, only clients with a proven identity can rely on earlier consent.',
  // The resource owner's answer
  'consent-token-present': 'The request contains consent_token once, and the value is not empty.',
  'consent-scope-readable':
    'The consent form sends each chosen scope in a parameter with the name scope, not with a similar name such as scope[].',
  'consent-decision-known': 'The consent form sends decision once, with the value allow, deny or other_account.',
  'grant-request-members':
    'A consent decision in JSON has two members: allowed, which is true or false, and consent_token, which is a string. An optional third member, scope, consists of zero or more scope tokens with one space between them. A consent decision in JSON has no members except allowed, consent_token and scope.',
  'consent-token-unexpired': 'The consent token has not expired.',
  'consent-token-signed': 'This server signed the consent token, and nobody changed the consent token.',
  'consent-owner-signed-in': 'The resource owner who decides is still signed in.',
  'consent-token-of-owner': 'The resource owner who decides is the resource owner who saw the consent page.',
  'consent-scope-asked': 'A consent decision in JSON contains only requested scopes.',
  'consent-answered-once':
    'The resource owner makes only one decision on a consent request. The resource owner may send the same decision again.',
  // The list of grants
  'grant-owner-identified': 'A request for the list of grants identifies a resource owner.',
  'page-parameters-once': 'page[number] and page[size] are sent at most once.',
  'page-parameters-decode': 'page[number] and page[size] are percent-encoded UTF-8.',
  'page-number-from-one': 'page[number] is a whole number from 1.',
  'page-size-in-range': 'page[size] is a whole number from 1 to 100.',
  'grant-of-owner':
    'The resource owner has a grant with the requested identifier. The requested grant was not revoked and has not expired.',
  // The management of clients
  'client-manager-identified': 'The operator can identify the user who sends a request that manages clients.',
  'client-filters-once': 'A request for the list of clients sends each filter at most once.',
  'client-filters-decode': 'In a request for the list of clients, the filters are percent-encoded UTF-8.',
  'client-filters-known': 'filter[client_type] is confidential or public, and filter[verified] is true or false.',
  'client-of-manager':
    'The organization of the manager has a client with the requested identifier. The requested client was not deleted.',
  'managed-client-object': 'The body of a request to create or change a client is a JSON object.',
  'managed-client-metadata':
    'A request to create or change a client has only known members. The resulting registration of the client is valid and fits the policy.',
  // The token endpoint
  'token-parameters-once': 'No parameter of a token request is sent more than once.',
  'token-parameters-decode': 'Every parameter of a token request is percent-encoded UTF-8.',
  'token-parameter-length': 'Every parameter that policy.tokenParameters lists has at most 512 characters.',
  'basic-credentials-readable': 'Basic credentials are the base64 encoding of client_id, a colon and the secret.',
  'one-authentication': 'A client authenticates in only one way.',
  'one-client-id': 'If the form contains a client_id, it equals the client_id in the Basic credentials.',
  'client-named': 'The request names the client, by client credentials or by client_id.',
  'token-client-registered': 'A client is registered under the client_id.',
  'authentication-method-registered':
    'The client uses the authentication method that the client is registered for. A public client sends no secret, and a confidential client sends its secret.',
  'client-secret-right': 'The client_secret is one of the registered secrets of the client.',
  'grant-type-present': 'grant_type is present and not empty.',
  'grant-type-supported':
    'grant_type is authorization_code, refresh_token or a grant type in the option grantTypes. grant_type may be refresh_token only if the policy issues refresh tokens.',
  'grant-type-registered': 'The client is registered for the grant type.',
  'code-present': 'The parameter code is present and not empty.',
  'token-redirect-uri-present':
    'A token request contains redirect_uri, unless the client is registered to omit redirect_uri.',
  'code-known': 'This server issued the authorization code, and the store still contains the code.',
  'code-of-client': 'The server issued the authorization code to the client that sends the code.',
  'code-of-redirect-uri':
    'If a token request contains redirect_uri, the value equals the redirect_uri of the authorization request.',
  'verifier-only-with-challenge':
    'A token request contains code_verifier only if the authorization request had a code_challenge.',
  'verifier-right':
    'code_verifier matches the code_challenge of the authorization request. To check code_verifier, the server uses the code_challenge_method of the authorization request.',
  'code-not-just-used':
    'The authorization code was not used in the last few seconds. If a code is used again within a few seconds, the server assumes that the request was sent twice: it rejects the request, but revokes nothing.',
  'code-first-use': 'The authorization code is used for the first time.',
  'code-unexpired': 'The authorization code has not expired.',
  'refresh-token-present': 'refresh_token is present and not empty.',
  'refresh-scope-syntax':
    'If a refresh request contains scope, the value consists of scope tokens with one space between them.',
  'refresh-token-known':
    'This server issued the refresh token, and the store still contains the refresh token. The grant of the refresh token was not revoked.',
  'refresh-token-of-client': 'The server issued the refresh token to the client that sends the refresh token.',
  'grant-unexpired': 'The refresh tokens of the grant have not reached their maximum lifetime.',
  'refresh-token-unexpired':
    'The idle time that the policy sets has not passed since the client received or last used the refresh token.',
  'refresh-scope-granted': 'The user granted every scope of the refresh request.',
  'refresh-token-first-use':
    'If the server replaces refresh tokens, a client uses each refresh token once. The client may use a refresh token again shortly after the first use, because the response may have been lost.',
  'refresh-token-successor-unused':
    'If a client uses a refresh token again, the client has not yet used the refresh token that replaced it.',
  'refresh-token-successor-known':
    'If a client uses a refresh token again, the server still has the key with which it made the new refresh token.',
  'client-scope-syntax':
    'If a client_credentials request contains scope, the value consists of scope tokens with one space between them.',
  'client-scope-default':
    'A client_credentials request contains scope, or there is a default scope that the client may have.',
  'client-scope-allowed':
    'A client_credentials request contains only scopes that exist and that the client is registered for.',
  'client-resource-default':
    'If the policy has resources, either a client_credentials request contains resource, or the policy has a default resource.',
  'token-resource-granted':
    'Every resource of a token request was granted. A client_credentials request may contain any resource that the policy lists. If the policy has resources, every code and every grant has resources.',
  'token-resource-scope': 'At least one scope of the access token belongs to one of the resources of the access token.',
  'extension-parameters-once':
    'A token request with an added grant type repeats no parameter, except resource and audience.',
  'extension-parameters-decode':
    'In a token request with an added grant type, every parameter is percent-encoded UTF-8.',
  'extension-grant-accepted': 'The function of an added grant type accepts the request.',
  // Client assertions
  'client-assertion-alone': 'A client that sends client_assertion sends no secret.',
  'client-assertion-complete': 'A client sends client_assertion and client_assertion_type together.',
  'client-assertion-type-supported': 'client_assertion_type is urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
  'client-assertion-readable':
    'client_assertion is a signed JWT. The header and the claims of client_assertion are JSON objects.',
  'client-assertion-header':
    'In client_assertion, typ is absent, JWT or client-authentication+jwt. The header of client_assertion has no crit.',
  'client-assertion-algorithm':
    'The server accepts the alg of client_assertion. The server accepts neither symmetric algorithms nor none.',
  'client-assertion-names-client':
    'In client_assertion, iss and sub are the client_id. If the form also has a client_id, it equals iss and sub.',
  'client-assertion-audience': 'In client_assertion, aud is the issuer of the server, as one string.',
  'client-assertion-times':
    'In client_assertion, exp is a time. In client_assertion, iat and nbf are either times or absent.',
  'client-assertion-current':
    'client_assertion is already valid and has not expired. The clocks of the client and the server may differ by 30 seconds.',
  'client-assertion-short-lived':
    'client_assertion has at most the lifetime that the server allows: 300 seconds by default.',
  'client-assertion-identified': 'client_assertion has the claim jti.',
  'client-assertion-client-registered': 'client_assertion names a registered client.',
  'client-assertion-method-registered': 'The client is registered with the token_endpoint_auth_method private_key_jwt.',
  'client-assertion-algorithm-registered':
    'If the client is registered with token_endpoint_auth_signing_alg, client_assertion has this algorithm.',
  'client-assertion-key-registered': 'The client has a registered key that fits the header of client_assertion.',
  'client-assertion-signature-right': 'client_assertion is signed with a registered key of the client.',
  'client-assertion-new': 'A client uses each client_assertion only once.',
  // The revocation endpoint and the introspection endpoint
  'presented-parameters-once': 'No parameter of a revocation or introspection request is sent more than once.',
  'presented-parameters-decode': 'Every parameter of a revocation or introspection request is percent-encoded UTF-8.',
  'presented-token-sent': 'The parameter token is present and not empty.',
  'token-type-revocable': 'The server can revoke tokens of the requested type.',
  'introspection-client-confidential': 'A client that introspects a token has a secret or a key.',
  'introspection-owner-known':
    'If an introspection request has a Bearer token instead of client credentials, the Bearer token belongs to a user. The introspection endpoint accepts a Bearer token only if the option askers has the value clientsAndOwners.',
  // The registration endpoint
  'registration-object': 'The body of a registration request is a JSON object.',
  'registration-metadata':
    'Every member of a registration request that the server uses is valid, and the client may register it. The server ignores the members of a registration request that it does not use.',
  'registration-redirect-uris':
    'The redirect URIs of a registration request can be registered. If the option redirectUris is set to usable, one valid redirect URI is enough.',
  'registration-size': 'The metadata in a registration request does not exceed the size limit.',
  'registration-token':
    'If the operator requires an initial access token, the registration request contains a valid initial access token.',
  'registration-accepted': 'The operator accepts the registration of the client.',
  'registration-room': 'The server has fewer registered clients than the maximum.',
  // Parameters in JSON
  'json-object': 'In a JSON request, the parameters are the members of one object.',
  'json-value-not-list': 'In a JSON request, no parameter has a list as its value.',
  'json-value-not-object': 'In a JSON request, no parameter has an object as its value.',
  'json-value-not-number': 'In a JSON request, no parameter has a number as its value.',
  'json-value-not-boolean': 'In a JSON request, no parameter has the value true or false.',
  'json-value-not-null': 'In a JSON request, no parameter has the value null.',
  'json-names-once': 'In a JSON request, each member name appears only once, even if the parameter is unknown.',
  // A protected resource
  'bearer-token-sent':
    'A request to a protected resource has an Authorization header with the scheme Bearer. The protected resource ignores access tokens in the query and in the body.',
  'bearer-token-readable':
    'A request to a protected resource has exactly one Authorization header. The Authorization header consists of Bearer, a space and one access token.',
  'access-token-valid':
    'The authorization server issued the access token. The access token has neither expired nor been revoked.',
  'access-token-for-resource':
    'If the protected resource has a URI, the access token is for this URI. In the URI of a protected resource, the scheme and the host are case-insensitive, and https://api.example/ means the same as https://api.example.',
  'access-token-scope': 'The access token has every scope that the request needs.',
  // HTTP
  'method-served': 'The endpoint accepts the method of the request.',
  'not-prefetched': 'An authorization request comes from a navigation of the user, not from a prefetch of the browser.',
  'query-size':
    'An authorization request has at most 8192 bytes. The URL of the sign-in page, which contains the authorization request, has at most 14336 bytes.',
  'body-size':
    'A request body has at most 65536 bytes. A posted authorization request has the same limits as an authorization request in a query.',
  'parameter-count': 'A query or a form has at most 1000 parameters.',
  'form-type':
    'A posted form has the content type application/x-www-form-urlencoded. Parameters of the content type, such as charset, have no effect.',
  'parameters-type':
    'Posted parameters have the content type application/x-www-form-urlencoded. If tokenRequestTypes contains json, a posted request may also have the content type application/json. Parameters of the content type, such as charset, have no effect.',
  'json-type': 'A request to the grants endpoint has the content type application/json.',
  'json-readable': 'A request body with the content type JSON is valid JSON.',
  'posted-alone': 'A posted request has all its parameters in the body, and has no query.',
  'body-there': 'No other middleware has already read the request body.',
  'body-whole': 'The request body is complete.',
  'server-works': 'The server and the services that it depends on work without an unexpected failure.',
  'server-available': 'The services that the server depends on are available, and respond in time.',
  'limit-kept': 'The request exceeds no limit of the server.',
} as const;
