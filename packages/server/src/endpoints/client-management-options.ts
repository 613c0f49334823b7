import type { ClientManager } from '@codegrant/core';
import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import type { ClientRegistry } from '../ports/client-registry.ts';
import { isNonEmptyString } from '../ports/is-non-empty-string.ts';
import { methodProblems } from '../ports/port-methods.ts';

/** The settings of {@link clientManagement}. */
export interface ClientManagementOptions {
  /** Where the clients are. */
  readonly registry: ClientRegistry;
  /**
   * Returns who manages clients by a request, and for which organization. Called for every request. `undefined`: the request gets 401.
   *
   * @param context the request of your platform, as `owner.identify` gets it. Read a token from its `Authorization` header. Do not read a
   *   cookie unless its SameSite attribute is `Strict` or `Lax`
   */
  // A method, so that a function may name the type of the context of its adapter.
  authorize(context: unknown): Awaitable<ClientManager | undefined>;
}

const mustBeManager = (found: object): ClientManager => {
  const [orgId, userId]: readonly unknown[] = [Reflect.get(found, 'orgId'), Reflect.get(found, 'userId')];
  if (isNonEmptyString(orgId) && isNonEmptyString(userId)) return { orgId, userId };
  throw new TypeError('authorize of clientManagement must return orgId and userId, which are non-empty strings.');
};

/**
 * Who manages clients.
 *
 * @throws {TypeError} if `authorize` returned anything else. The types say so too, but JavaScript has no types, and an organization that is
 *   `undefined` must not stand for every client
 */
export const checkedManager = (answer: Awaitable<unknown>): Awaitable<ClientManager | undefined> =>
  mapAwaitable<unknown, ClientManager | undefined>(answer, (found) => {
    if (found === undefined || found === null) return undefined;
    return mustBeManager(Object(found));
  });

/** Returns the problems of the settings. The types say so too, but JavaScript has no types. */
export const clientManagementProblems = (options: ClientManagementOptions): readonly string[] => [
  ...Object.keys(options)
    .filter((name) => !['registry', 'authorize'].includes(name))
    .map((name) => `${name} is not a setting of clientManagement: correct its spelling.`),
  ...methodProblems('registry of clientManagement', options.registry, [
    'find',
    'createClient',
    'readClient',
    'updateClient',
    'deleteClient',
    'listClients',
  ]),
  ...(typeof options.authorize === 'function' ? [] : ['authorize of clientManagement must be a function.']),
];
