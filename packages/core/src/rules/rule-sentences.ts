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
    'redirect_uri equals a registered redirect URI of the client, byte for byte. On loopback, the port may differ.',
  // The authorization endpoint: the rest of the request
  'parameters-once': 'No parameter of an authorization request is sent more than once.',
  'parameters-decode': 'Every parameter of an authorization request is percent-encoded UTF-8.',
  'parameter-length': 'Every parameter that authorizationParameters lists has at most 512 characters.',
  'state-characters': 'state contains only visible ASCII characters and spaces.',
  'response-type-present': 'response_type is present and not empty.',
  'response-type-code': 'response_type is code.',
  'client-may-use-code': 'The client is registered for the authorization code grant.',
  'response-mode-query': 'If response_mode is sent, the value is query.',
  'resource-syntax':
    'Every value of resource is an absolute URI without a fragment. If the policy has no resources, the server ignores the parameter resource.',
  'resource-default': 'If the policy has resources, resource is sent, or the policy has a default resource.',
  'resource-known':
    'The policy has every requested resource. The letter case of the scheme and the host has no meaning, and https://api.example/ means the same as https://api.example.',
  'scope-syntax': 'scope consists of tokens with one space between them.',
  'scope-default': 'scope is sent, or there is a default scope that the client may request.',
  'scope-declared':
    'The policy declares every required scope of the client, and every requested scope that the client is registered for.',
  'scope-allowed': 'Every requested scope exists, and the client may request every requested scope.',
  'scope-of-resource':
    'Every requested scope belongs to one of the requested resources. A scope that no resource lists belongs to every resource.',
  'challenge-for-method': 'code_challenge_method is sent only together with code_challenge.',
  'pkce-used': 'The client uses PKCE. Only a confidential client can be registered to omit PKCE.',
  'challenge-method-known': 'code_challenge_method is S256 or plain, exactly as written here.',
  'challenge-method-declared': 'The policy allows the code_challenge_method that the client is registered for.',
  'challenge-method-allowed': 'The client may use the code_challenge_method. An omitted method means plain.',
  'challenge-syntax':
    'An S256 code_challenge has 43 base64url characters. A plain code_challenge has 43 to 128 unreserved characters.',
  // The authorization endpoint: the resource owner and consent
  'session-kept': 'If the browser returns from sign-in, the user is signed in.',
  'owner-signed-in': 'In this browser, a resource owner is signed in.',
  'owner-did-not-deny': 'The resource owner did not deny the request.',
  'owner-consented':
    'The client needs no consent, or the resource owner allowed the scope. By default, earlier consent counts only if the identity of the client is proven.',
  // The resource owner's answer
  'consent-token-present': 'consent_token is sent once and is not empty.',
  'consent-scope-readable':
    'The chosen scopes are sent in parameters with the name scope, not with a similar name such as scope[].',
  'consent-decision-known': 'decision is sent once, and is allow, deny or other_account.',
  'grant-request-members':
    'A JSON answer has two members: allowed, which is true or false, and consent_token, which is a string. A third member is optional: scope, which has zero or more tokens with one space between them. A JSON answer has no other member.',
  'consent-token-unexpired': 'The consent token has not expired.',
  'consent-token-signed': 'The consent token was signed by this server and not changed.',
  'consent-owner-signed-in': 'The resource owner who answers is still signed in.',
  'consent-token-of-owner': 'The resource owner who answers is the resource owner whom the consent page asked.',
  'consent-scope-asked': 'A JSON answer names only requested scopes.',
  'consent-answered-once': 'The answer is the first answer to the consent request, or is the same as the first answer.',
  // The list of grants
  'grant-owner-identified': 'A request to the list of grants identifies a resource owner.',
  'page-parameters-once': 'page[number] and page[size] are sent at most once.',
  'page-parameters-decode': 'page[number] and page[size] are percent-encoded UTF-8.',
  'page-number-from-one': 'page[number] is a whole number from 1.',
  'page-size-in-range': 'page[size] is a whole number from 1 to 100.',
  'grant-of-owner':
    'The resource owner has a grant with the identifier. The grant was not revoked and has not expired.',
  // The management of clients
  'client-manager-identified': 'The operator knows who sends a request that manages clients.',
  'client-filters-once': 'Each filter of a list of clients is sent at most once.',
  'client-filters-decode': 'The filters of a list of clients are percent-encoded UTF-8.',
  'client-filters-known': 'filter[client_type] is confidential or public, and filter[verified] is true or false.',
  'client-of-manager': 'The organization of the manager has a client with the identifier. The client was not deleted.',
  'managed-client-object': 'A request to create or change a client is a JSON object.',
  'managed-client-metadata':
    'A request to create or change a client has only known members, and the registration that it leads to is valid and within the policy.',
  // The token endpoint
  'token-parameters-once': 'No parameter of a token request is sent more than once.',
  'token-parameters-decode': 'Every parameter of a token request is percent-encoded UTF-8.',
  'token-parameter-length': 'Every parameter that tokenParameters lists has at most 512 characters.',
  'basic-credentials-readable': 'Basic credentials are the base64 encoding of client_id, a colon and the secret.',
  'one-authentication': 'A client authenticates in only one way.',
  'one-client-id': 'A client_id in the form equals the client_id in the Basic credentials.',
  'client-named': 'The request names the client, with client credentials or with client_id.',
  'token-client-registered': 'A client is registered under the client_id.',
  'authentication-method-registered':
    'The client authenticates with a method that the client is registered for. A public client sends no secret, and a confidential client sends its secret.',
  'client-secret-right': 'The secret is one of the secrets of the client.',
  'grant-type-present': 'grant_type is present and not empty.',
  'grant-type-supported':
    'grant_type is authorization_code, refresh_token or a grant type in the option grantTypes. refresh_token is allowed only if the policy issues refresh tokens.',
  'grant-type-registered': 'The client is registered for the grant type.',
  'code-present': 'code is present and not empty.',
  'token-redirect-uri-present': 'redirect_uri is sent, unless the client is registered to omit redirect_uri.',
  'code-known': 'This server issued the code, and the store still contains the code.',
  'code-of-client': 'The code was issued to this client.',
  'code-of-redirect-uri': 'If redirect_uri is sent, the value equals the redirect_uri of the authorization request.',
  'verifier-only-with-challenge': 'code_verifier is sent only if the authorization request had a code_challenge.',
  'verifier-right':
    'code_verifier matches the code_challenge of the authorization request, by the code challenge method of that request.',
  'code-not-just-used':
    'The code was not used a moment ago. If a code is used again within a few seconds, the server assumes that the request was sent twice: the server rejects the request, but revokes nothing.',
  'code-first-use': 'The code is used for the first time.',
  'code-unexpired': 'The code has not expired.',
  'refresh-token-present': 'refresh_token is present and not empty.',
  'refresh-scope-syntax': 'If scope is sent, the value consists of tokens with one space between them.',
  'refresh-token-known':
    'This server issued the refresh token, and the store still contains the refresh token. The grant was not revoked.',
  'refresh-token-of-client': 'The refresh token was issued to this client.',
  'grant-unexpired': 'The refresh tokens of the grant have not reached their maximum lifetime.',
  'refresh-token-unexpired': 'The refresh token was issued or last used within the idle time of the policy.',
  'refresh-scope-granted': 'Every requested scope was granted.',
  'refresh-token-first-use':
    'A refresh token that the server rotates is used for the first time, or again soon after its first use. A client may repeat the first use because the response may have been lost.',
  'refresh-token-successor-unused':
    'If a refresh token is used a second time, the client has not yet used the new refresh token.',
  'refresh-token-successor-known':
    'If a refresh token is used a second time, the server still has the key of the new refresh token.',
  'client-scope-syntax':
    'If a client that acts for itself sends scope, the value consists of tokens with one space between them.',
  'client-scope-default':
    'A client that acts for itself sends scope, or there is a default scope that the client may have.',
  'client-scope-allowed':
    'A client that acts for itself requests only scopes that exist and that are in the registration of the client.',
  'client-resource-default':
    'If the policy has resources, a client that acts for itself sends resource, or the policy has a default resource.',
  'token-resource-granted':
    'Every resource of a token request was granted. A client that acts for itself may name any resource of the policy. If the policy has resources, every code and every grant has resources.',
  'token-resource-scope': 'A scope of the access token belongs to one of the resources that the access token is for.',
  'extension-parameters-once':
    'With a grant type of the operator, no parameter is sent more than once, except resource and audience.',
  'extension-parameters-decode': 'With a grant type of the operator, every parameter is percent-encoded UTF-8.',
  'extension-grant-accepted': 'The function of the operator for this grant type accepts the request.',
  // Client assertions
  'client-assertion-alone': 'A client that sends client_assertion sends no secret.',
  'client-assertion-complete': 'client_assertion and client_assertion_type are both sent.',
  'client-assertion-type-supported': 'client_assertion_type is urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
  'client-assertion-readable': 'client_assertion is a signed JWT, whose header and claims are JSON objects.',
  'client-assertion-header':
    'The typ of client_assertion is absent, JWT or client-authentication+jwt. The header has no crit.',
  'client-assertion-algorithm':
    'The server accepts the alg of client_assertion. The server accepts no symmetric algorithm, and not none.',
  'client-assertion-names-client':
    'iss and sub of client_assertion are the client_id. A client_id in the form is the same.',
  'client-assertion-audience': 'aud of client_assertion is the issuer of the server, as one string.',
  'client-assertion-times': 'exp of client_assertion is a time. iat and nbf are times, or absent.',
  'client-assertion-current':
    'client_assertion has not expired, and is already valid. The clocks of the client and the server may differ by 30 seconds.',
  'client-assertion-short-lived':
    'client_assertion is not valid for longer than the server allows: 300 seconds by default.',
  'client-assertion-identified': 'client_assertion has a jti.',
  'client-assertion-client-registered': 'The client that client_assertion names is registered.',
  'client-assertion-method-registered': 'The client is registered with the token_endpoint_auth_method private_key_jwt.',
  'client-assertion-algorithm-registered':
    'If the registration of the client has token_endpoint_auth_signing_alg, client_assertion has this alg.',
  'client-assertion-key-registered': 'The client has a registered key for the header of client_assertion.',
  'client-assertion-signature-right': 'A registered key of the client made the signature of client_assertion.',
  'client-assertion-new': 'The client uses each client_assertion once.',
  // The revocation endpoint and the introspection endpoint
  'presented-parameters-once': 'No parameter of a revocation or introspection request is sent more than once.',
  'presented-parameters-decode': 'Every parameter of a revocation or introspection request is percent-encoded UTF-8.',
  'presented-token-sent': 'token is present and not empty.',
  'token-type-revocable': 'The server can revoke tokens of this type.',
  'introspection-client-confidential': 'A client that introspects a token has a secret or a key.',
  'introspection-owner-known':
    'If an introspection request has a Bearer token instead of client credentials, this token belongs to a user. Only a server with askers: clientsAndOwners accepts such a request.',
  // The registration endpoint
  'registration-object': 'A registration request is a JSON object.',
  'registration-metadata':
    'Every member of a registration request that this server uses is valid, and the client may register for it. Other members are ignored.',
  'registration-redirect-uris':
    'The redirect URIs of a registration request can be registered. With redirectUris usable, at least one of them can.',
  'registration-size': 'The metadata of a registration request is short enough.',
  'registration-token': 'If the operator asks for an initial access token, the request has a valid one.',
  'registration-accepted': 'The operator accepts the client.',
  'registration-room': 'There is room for another client.',
  // Parameters in JSON
  'json-object': 'Parameters in JSON are the members of one object.',
  'json-value-not-list': 'No value of a parameter in JSON is a list.',
  'json-value-not-object': 'No value of a parameter in JSON is an object.',
  'json-value-not-number': 'No value of a parameter in JSON is a number.',
  'json-value-not-boolean': 'No value of a parameter in JSON is true or false.',
  'json-value-not-null': 'No value of a parameter in JSON is null.',
  'json-names-once':
    'In the text of a JSON object of parameters, each name appears only once, even the name of an unknown parameter.',
  // A protected resource
  'bearer-token-sent':
    'A request to a protected resource has an Authorization header with the scheme Bearer. The check reads no other part of the request.',
  'bearer-token-readable':
    'The request has one Authorization header, which consists of Bearer, a space and one access token.',
  'access-token-valid': 'The access token was issued, and has not expired or been revoked.',
  'access-token-for-resource':
    'If the protected resource has a URI, the access token is for this URI. The letter case of the scheme and the host has no meaning, and https://api.example/ means the same as https://api.example.',
  'access-token-scope': 'The access token has every scope that the request needs.',
  // HTTP
  'method-served': 'The endpoint serves the request method.',
  'not-prefetched': 'An authorization request comes from a navigation of the user, not from a prefetch of the browser.',
  'query-size':
    'An authorization request has at most 8192 bytes. The URL of the sign-in page, which contains the request, has at most 14336 bytes.',
  'body-size': 'A body has at most 65536 bytes. A posted authorization request has the same limits as a query.',
  'parameter-count': 'A query or a form has at most 1000 parameters.',
  'form-type':
    'A posted form is application/x-www-form-urlencoded. Parameters of the content type, such as charset, have no effect.',
  'parameters-type':
    'Posted parameters are application/x-www-form-urlencoded. If tokenRequestTypes contains json, posted parameters may also be application/json. Parameters of the content type, such as charset, have no effect.',
  'json-type': 'A request to the grants endpoint has the content type application/json.',
  'json-readable': 'A JSON body is valid JSON.',
  'posted-alone': 'All parameters of a posted request are in the form. A posted request has no query.',
  'body-there': 'No other middleware has consumed the body.',
  'body-whole': 'The body is complete.',
  'server-works': 'Everything that the server depends on works.',
  'server-available': 'Everything that the server depends on is available, and answers in time.',
  'limit-kept': 'No limit of the server is reached.',
} as const;
