import { type AuthorizationServerMetadata, metadataOfServer } from '@codegrant/server/internal';

type Writable<T> = {
  -readonly [Name in keyof T]: T[Name] extends readonly (infer Item)[] | undefined
    ? Item[] | Extract<T[Name], undefined>
    : T[Name];
};

/** Authorization server metadata (RFC 8414), as the types of the MCP SDK have it: what is in it can be written. */
export type OAuthMetadata = Writable<AuthorizationServerMetadata>;

/**
 * The metadata of an authorization server in the same process: the option `oauthMetadata` of `mcpAuthMetadataRouter` and
 * `oauthMetadataResponse`. It is what the server itself serves.
 *
 * @param server what `createAuthorizationServer` returned
 * @throws {TypeError} if it is anything else, for example a copy
 * @example
 * app.use(mcpAuthMetadataRouter({ oauthMetadata: oauthMetadata(server), resourceServerUrl: new URL('https://mail.example/mcp') }));
 */
export const oauthMetadata = (server: object): OAuthMetadata => {
  // A copy: the server serves its own.
  const metadata: unknown = structuredClone(metadataOfServer(server));
  return metadata as OAuthMetadata;
};
