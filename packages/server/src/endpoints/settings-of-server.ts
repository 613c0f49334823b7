import type { Policy } from '@codegrant/core';
import type { ServerSettings } from '../options/server-settings.ts';

/** What functions beside a server take from its settings. None of it depends on the requests of the adapter. */
export type SharedSettings = Pick<
  ServerSettings<unknown>,
  | 'policy'
  | 'grants'
  | 'tokens'
  | 'consents'
  | 'report'
  | 'now'
  | 'consentKeys'
  | 'surface'
  | 'paths'
  | 'basePath'
  | 'endpoints'
  | 'grantTypes'
  | 'clientSources'
  | 'entropy'
  | 'portTimeoutMilliseconds'
  | 'clientAssertions'
>;

const settingsByServer = /* @__PURE__ */ new WeakMap<object, SharedSettings>();

/** Remembers the settings of a server, as long as the server exists. */
export const rememberSettings = (server: object, settings: SharedSettings): void =>
  void settingsByServer.set(server, settings);

/** The policy of an authorization server in this process. `undefined` for anything else. */
export const policyOf = (server: unknown): Policy | undefined => settingsByServer.get(Object(server))?.policy;

/**
 * The settings of a server.
 *
 * @throws {TypeError} if the object is not what `createAuthorizationServer` returned
 */
export const settingsOfServer = (server: object): SharedSettings => {
  const settings = settingsByServer.get(server);
  if (settings === undefined)
    throw new TypeError('server must be the object that createAuthorizationServer returned, and no copy of it.');
  return settings;
};
