import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * From here on, imports the packages of this project from another checkout. Its files must not be imported before.
 *
 * @param checkout the root of the checkout, which must be built
 */
export const resolveFrom = (checkout: string): void => {
  // Each package must be a dependency of the folder that it is imported from.
  const parentOf = (specifier: string): string =>
    join(checkout, specifier.startsWith('@codegrant/core') ? 'packages/server' : 'apps/bench', 'package.json');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith('@codegrant/')
        ? next(specifier, { ...context, parentURL: pathToFileURL(parentOf(specifier)).href })
        : next(specifier, context),
  });
};
