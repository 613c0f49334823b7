import type { AccessTokens } from '../ports/access-tokens.ts';
import type { StoragePorts } from '../ports/storage-ports.ts';
import type { OpaqueTokenSettings } from './opaque-token-settings.ts';

const settingNames: Readonly<Record<keyof OpaqueTokenSettings, true>> = {
  accessTokens: true,
  grants: true,
  lifetimeSeconds: true,
  now: true,
};

/** The other ports of a storage. `opaqueTokens(sqlStore(db).storage)` passes them too. */
const otherPorts: readonly string[] = ['store', 'consents', 'clients'] satisfies readonly (keyof StoragePorts)[];

const accessTokenMethods = [
  'saveAccessToken',
  'findAccessToken',
  'revokeAccessToken',
] as const satisfies readonly (keyof AccessTokens)[];

const hasMethod = (port: unknown, method: string): boolean =>
  typeof port === 'object' && port !== null && typeof Reflect.get(port, method) === 'function';

/**
 * Returns the problems of the settings of `opaqueTokens`, each as a sentence. The types say so too, but JavaScript has no types.
 */
export const opaqueTokenProblems = (settings: OpaqueTokenSettings): readonly string[] => {
  const { accessTokens, grants, lifetimeSeconds = 600, now } = settings;
  return [
    ...Object.keys(settings)
      .filter((name) => !Object.hasOwn(settingNames, name) && !otherPorts.includes(name))
      .map((name) => `${name} is not a setting: correct its spelling.`),
    ...accessTokenMethods
      .filter((method) => !hasMethod(accessTokens, method))
      .map((method) => `accessTokens.${method} must be a function.`),
    // Without it, no token could be found.
    ...(hasMethod(grants, 'findGrant')
      ? []
      : ['grants must be the port grants of the server, which has a function findGrant.']),
    ...(Number.isInteger(lifetimeSeconds) && lifetimeSeconds >= 1 && lifetimeSeconds <= 86_400
      ? []
      : ['lifetimeSeconds must be a whole number of seconds from 1 to 86400.']),
    ...(now === undefined || typeof now === 'function' ? [] : ['now must be a function.']),
  ];
};
