/** Explanations of findings by system. Each finding was reproduced by hand and checked in the source. */
export const notes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '@node-oauth/oauth2-server 5.3.0': {
    'accepts-forbidden':
      'The server issues a code for a request with a repeated state or code_challenge. RFC 6749 §3.1 forbids repeated parameters.',
    'parameter-twice':
      'If a request contains state twice, the response contains state twice. RFC 6749 §3.1 also forbids repeated parameters in a response.',
    'loopback-port':
      'The server compares redirect URIs exactly, including ports on loopback. RFC 8252 §7.3 requires a server to allow any port on loopback. With `validateRedirectUri`, a model of @node-oauth/oauth2-server can allow ports that are not registered.',
    'error-lost':
      'If the registered redirect URI has a query, the server does not add error and error_description to that query. RFC 6749 §4.1.2.1 requires the parameter error.',
    'state-lost':
      'If the redirect URI has a query, an error response contains neither state nor error. Each of these responses counts as state-lost and as error-lost.',
  },
  'MCP SDK 1.32.2, mcpAuthRouter': {
    'accepts-forbidden':
      'The server parses a redirect URI on loopback and compares the parts of the URI. The MCP SDK therefore accepts redirect URIs on loopback that spell the host differently, or that contain a user name or a fragment. RFC 9700 §2.1 requires exact comparison, except for the port on loopback. Every accepted URI on loopback leads to the user’s own machine. The MCP SDK compares all redirect URIs outside loopback exactly.',
    'state-lost':
      'The server parses state together with the other parameters. If any parameter is invalid, the server sends the error without state. RFC 6749 §4.1.2.1 requires state in the response if the request contains state.',
  },
  '@jmondi/oauth2-server 4.3.7': {
    'accepts-forbidden':
      'The server parses redirect URIs and compares only scheme, host name and path. The server therefore accepts a redirect URI whose port, query or percent-encoding differs from the registered redirect URI. RFC 9700 §2.1 requires exact comparison, except for the port on loopback. The server accepts requests that repeat certain parameters. RFC 6749 §3.1 forbids repeated parameters. If a client with several redirect URIs omits redirect_uri, the server uses the first registered redirect URI. RFC 6749 §3.1.2.3 requires redirect_uri if a client has several redirect URIs.',
  },
};
