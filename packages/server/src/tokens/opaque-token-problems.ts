import { hasMethod } from '../ports/has-method.ts';
import { methodProblems, portMethods } from '../ports/port-methods.ts';
import { storagePortNames } from '../ports/storage-ports.ts';
import type { OpaqueTokenSettings } from './opaque-token-settings.ts';

const settingNames: Readonly<Record<keyof OpaqueTokenSettings, true>> = {
  accessTokens: true,
  grants: true,
  lifetimeSeconds: true,
  now: true,
};

/** `opaqueTokens(sqlStore(db).storage)` passes the other ports of a storage too. */
const isKnown = (name: string): boolean => Object.hasOwn(settingNames, name) || storagePortNames.includes(name);

/**
 * Returns the problems of the settings of `opaqueTokens`, each as a sentence. The types say so too, but JavaScript has no types.
 */
export const opaqueTokenProblems = (settings: OpaqueTokenSettings): readonly string[] => {
  const { accessTokens, grants, lifetimeSeconds = 600, now } = settings;
  return [
    ...Object.keys(settings)
      .filter((name) => !isKnown(name))
      .map((name) => `${name} is not a setting: correct its spelling.`),
    ...methodProblems('accessTokens', accessTokens, portMethods.accessTokens),
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
