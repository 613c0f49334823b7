/** What a person found who looked into a kind of finding, by system: each was repeated by hand and read up in the source. */
export const notes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '@node-oauth/oauth2-server 5.3.0': {
    'accepts-forbidden':
      'state or code_challenge sent twice is answered with a code; RFC 6749 §3.1 says that no parameter is sent more than once.',
    'parameter-twice': 'A state that was sent twice comes back twice; RFC 6749 §3.1 says the same of responses.',
    'loopback-port':
      'Redirect URIs are compared exactly, ports on loopback as well; RFC 8252 §7.3 says that any port must be allowed. A model can change that with `validateRedirectUri`.',
    'error-lost':
      'Where the registered redirect URI has a query, error and error_description are not added to it (RFC 6749 §4.1.2.1).',
    'state-lost': 'The same answers: where the redirect URI has a query, state is not added to an error either.',
  },
  'MCP SDK 1.32.2, mcpAuthRouter': {
    'accepts-forbidden':
      'A requested redirect URI on loopback is compared part by part after URL parsing, so other spellings of the address, a user name and a fragment pass. RFC 9700 §2.1 asks for exact comparison but for the port. All of these lead to the same machine; addresses off loopback are compared exactly.',
    'state-lost':
      'state is read together with the other parameters, so that an error in any of them is told without it. RFC 6749 §4.1.2.1 requires it wherever it was sent.',
  },
  '@jmondi/oauth2-server 4.3.7': {
    'accepts-forbidden':
      'Redirect URIs are compared by scheme, host name and path after URL parsing, so that port, query and spelling may differ, on any host; RFC 9700 §2.1 asks for exact comparison but for the port on loopback. Several parameters are accepted twice (RFC 6749 §3.1). A request without redirect_uri of a client with several is answered at the first of them; RFC 6749 §3.1.2.3 requires the parameter there.',
  },
};
