import { InvalidSettings, type RegisteredMetadata, type RegistrationAnswer } from '@codegrant/core';
import { isScopeToken } from '@codegrant/core/internal';
import { methodProblems } from '../ports/port-methods.ts';
import type { Awaitable } from '../ports/awaitable.ts';
import type { ClientRegistry } from '../ports/client-registry.ts';

/** Answers whether a client may register. */
export type AcceptRegistration = (
  /** What would be registered: the members of RFC 7591 §2 that the client sent, and what the server chose or replaced. */
  metadata: RegisteredMetadata,
  /** The initial access token in the Authorization header. `undefined` if there is none. */
  caller: { readonly token: string | undefined },
) => Awaitable<RegistrationAnswer>;

/** What clients may register for themselves, for {@link registration}. */
interface AllowedRegistrations {
  /**
   * The scopes that clients that register themselves may request. A client that needs a user gets all of them, whatever it asks for: MCP
   * clients ask for more scopes later, and the user decides. Default: every scope of the policy.
   */
  readonly scope?: readonly string[] | undefined;
  /**
   * The grant types that a client may register for. Others are left out. Default: `authorization_code`, and `refresh_token` if the policy
   * issues refresh tokens.
   */
  readonly grantTypes?: readonly string[] | undefined;
  /**
   * `usable` leaves out the redirect URIs that cannot be registered, if at least one can. `all` refuses the request. Default: `usable`.
   */
  readonly redirectUris?: 'all' | 'usable' | undefined;
  /** Schemes without a dot that redirect URIs may have, for example `['cursor']`. Default: none. */
  readonly customRedirectSchemes?: readonly string[] | undefined;
  /** Answers whether a client may register. Default: every client may. */
  readonly accept?: AcceptRegistration | undefined;
}

/** Registrations that are stored nowhere. */
export interface SignedRegistrationOptions extends AllowedRegistrations {
  /**
   * The keys that sign the registration in a client_id: random bytes, at least 32 each, newest first, the same in every process. The first
   * signs, and each verifies. Once a key is removed, the clients of this key are unknown, and have to register again.
   */
  readonly keys: readonly Uint8Array[];
  /** How long a registration is valid, in days: 1 to 3650. Default: as long as its key. */
  readonly lifetimeDays?: number | undefined;
  readonly registry?: undefined;
}

/** Registrations in a registry. */
export interface StoredRegistrationOptions extends AllowedRegistrations {
  /** Where clients are kept. */
  readonly registry: ClientRegistry;
  /** How many clients that registered themselves there may be. Default: 100000. */
  readonly maxClients?: number | undefined;
  /** How long a client is kept that never got a token, in seconds: 300 to 31536000. Default: 86400 (a day). */
  readonly unusedLifetimeSeconds?: number | undefined;
  readonly keys?: undefined;
}

/** The settings of {@link registration}. */
export type RegistrationOptions = SignedRegistrationOptions | StoredRegistrationOptions;

const isWhole = (value: unknown, least: number, most: number): boolean =>
  value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most);

const isListOf = (value: unknown, is: (item: string) => boolean): boolean =>
  value === undefined ||
  (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string' && is(item)));

const memberNames: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'scope',
  'grantTypes',
  'redirectUris',
  'customRedirectSchemes',
  'accept',
  'keys',
  'lifetimeDays',
  'registry',
  'maxClients',
  'unusedLifetimeSeconds',
]);

const unknownProblems = (options: object): readonly string[] =>
  Object.keys(options)
    .filter((name) => !memberNames.has(name))
    .map((name) => `${name} is not a setting of registration: correct its spelling.`);

/**
 * Checks where registrations are kept. The types say so too, but JavaScript has no types.
 *
 * @throws {InvalidSettings} without `keys` and `registry`, or with both
 */
export const checkPlace = (options: unknown): void => {
  const { keys, registry }: Partial<Record<'keys' | 'registry', unknown>> = Object(options);
  if ((keys === undefined) === (registry === undefined))
    throw new InvalidSettings('registration', [
      'needs either keys or a registry. With registration({ keys }), the client_id contains the registration. With registration({ registry }), it is stored.',
    ]);
};

const isSameKey = (one: Uint8Array, other: unknown): boolean =>
  other instanceof Uint8Array && other.length === one.length && one.every((byte, index) => byte === other[index]);

/** Consent keys are replaced within minutes. The client_ids of a key would end with it. */
const keysProblems = ({ keys }: SignedRegistrationOptions, consentKeys: unknown): readonly string[] =>
  Array.isArray(consentKeys) && keys.some((key) => consentKeys.some((other) => isSameKey(key, other)))
    ? ['keys of registration and consentKeys have a key in common. Use other keys for registration.']
    : [];

const when = (holds: boolean, problem: string): readonly string[] => (holds ? [] : [problem]);

/** Returns the problems of the settings. The types say so too, but JavaScript has no types. */
export const registrationOptionProblems = (
  options: RegistrationOptions,
  scopes: ReadonlyMap<string, unknown>,
  consentKeys: unknown,
): readonly string[] => [
  ...unknownProblems(options),
  ...when(
    isListOf(options.scope, (token) => isScopeToken(token) && scopes.has(token)),
    'scope of registration must be a list of scopes of the policy, such as ["read"].',
  ),
  ...when(
    isListOf(options.grantTypes, (type) => type !== ''),
    'grantTypes of registration must be a list of grant types, such as ["authorization_code"].',
  ),
  ...when(
    options.redirectUris === undefined || ['all', 'usable'].includes(options.redirectUris),
    "redirectUris of registration must be 'all' or 'usable'.",
  ),
  ...when(
    isListOf(options.customRedirectSchemes, (scheme) => /^[a-z][a-z0-9+-]*$/.test(scheme)),
    'customRedirectSchemes of registration must be a list of lower-case schemes without the colon, such as ["cursor"].',
  ),
  ...when(
    options.accept === undefined || typeof options.accept === 'function',
    'accept of registration must be a function.',
  ),
  ...placedProblems(options, consentKeys),
];

const placedProblems = (options: RegistrationOptions, consentKeys: unknown): readonly string[] =>
  options.registry === undefined
    ? [
        ...keysProblems(options, consentKeys),
        ...when(
          isWhole(options.lifetimeDays, 1, 3650),
          'lifetimeDays of registration must be a whole number from 1 to 3650.',
        ),
      ]
    : [
        ...methodProblems('registry of registration', options.registry, ['find', 'createClient', 'keepClient']),
        ...when(
          isWhole(options.maxClients, 1, Number.MAX_SAFE_INTEGER),
          'maxClients of registration must be a whole number from 1.',
        ),
        ...when(
          isWhole(options.unusedLifetimeSeconds, 300, 31_536_000),
          'unusedLifetimeSeconds of registration must be a whole number of seconds from 300 to 31536000 (a year).',
        ),
      ];
