/** Explanations of findings by system. Each finding was reproduced by hand and checked in the source. */
export const notes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '@node-oauth/oauth2-server 5.3.0': {
    'accepts-forbidden':
      'A request with a repeated state or code_challenge receives a code. RFC 6749 §3.1 forbids repeated parameters.',
    'parameter-twice':
      'A state that was sent twice is returned twice. RFC 6749 §3.1 forbids repeated response parameters too.',
    'loopback-port':
      'Redirect URIs are compared exactly, including ports on loopback. RFC 8252 §7.3 requires any port to be allowed. A model can change this with `validateRedirectUri`.',
    'error-lost':
      'If the registered redirect URI has a query, error and error_description are not added to it (RFC 6749 §4.1.2.1).',
    'state-lost':
      'If the redirect URI has a query, an error response lacks both state and error. These responses therefore also count as error-lost.',
  },
  'MCP SDK 1.32.2, mcpAuthRouter': {
    'accepts-forbidden':
      'A redirect URI on loopback is compared part by part after URL parsing, so other spellings of the host, a user name and a fragment are accepted. RFC 9700 §2.1 requires exact comparison except for the port. All accepted URIs on loopback lead to the user’s own machine. All other redirect URIs are compared exactly.',
    'state-lost':
      'state is parsed together with the other parameters, so an error in any of them is sent without state. RFC 6749 §4.1.2.1 requires state if the request contains it.',
  },
  '@jmondi/oauth2-server 4.3.7': {
    'accepts-forbidden':
      'Redirect URIs are compared by scheme, host name and path after URL parsing, so port, query and spelling may differ on any host. RFC 9700 §2.1 requires exact comparison except for the port on loopback. Several parameters are accepted even if they are sent twice. RFC 6749 §3.1 forbids repeated parameters. If a client with several redirect URIs omits redirect_uri, the first one is used. RFC 6749 §3.1.2.3 requires the parameter in this case.',
  },
};
