import { sendProblems } from '#send';
import { type Awaitable, InvalidSettings } from '@codegrant/server';
import type { GuardedFetch } from './fetched-response.ts';

/** The URL of a document, for the operator to judge. */
export interface DocumentUrl {
  /** With the port, if the URL has one. */
  readonly host: string;
  /** The `client_id`. */
  readonly url: string;
}

/** A document that is not used. */
export interface RefusedDocument {
  readonly url: string;
  /** Why, each as a sentence. Its publisher can correct it. */
  readonly problems: readonly string[];
}

/** What the operator thinks of the publisher of a document. */
export type Trust = 'refuse' | 'ask' | 'trusted';

/** How long documents are kept, and how many. */
export interface DocumentCacheSettings {
  /** How long a document is kept at least, in seconds, whatever its headers say: 0 to 3600. Default: 60. */
  readonly minimumSeconds?: number | undefined;
  /**
   * How long a document is kept at most, in seconds: 1 to 604800. So long it is also used while its server has an outage. Default: 86400,
   * a day.
   */
  readonly maximumSeconds?: number | undefined;
  /** How many documents are kept at most: 1 to 100000. One that was not used for the longest time is dropped first. Default: 1000. */
  readonly entries?: number | undefined;
}

/** The settings of `clientDocuments`. */
export interface ClientDocumentsSettings {
  /** Fetches a document. Default: {@link guardedFetch}. */
  readonly fetch?: GuardedFetch | undefined;
  /**
   * What you think of the publisher of a document. `refuse`: the document is not fetched, and there is no such client. `ask`: the user
   * is asked, and nobody is redirected before the sign-in. `trusted`: as a client that you registered. Default: `ask` for all.
   */
  readonly trust?: ((document: DocumentUrl) => Awaitable<Trust>) | undefined;
  /** Schemes without a dot that redirect URIs may have, for example `['cursor']`. Default: none. */
  readonly customRedirectSchemes?: readonly string[] | undefined;
  readonly cache?: DocumentCacheSettings | undefined;
  /**
   * How long a URL is not asked again if it had no valid document, in seconds: 0 to 60. Meanwhile requests get the status 429. Default: 5.
   */
  readonly pauseSeconds?: number | undefined;
  /** Called with each document that is not used. Without it, nobody learns why a client is unknown. Default: nothing. */
  readonly report?: ((refused: RefusedDocument) => void) | undefined;
}

const names = ['fetch', 'trust', 'customRedirectSchemes', 'cache', 'pauseSeconds', 'report'];

const unknownNames = (object: object, known: readonly string[], prefix: string): readonly string[] =>
  Object.keys(object)
    .filter((name) => !known.includes(name))
    .map((name) => `${prefix}${name} is not a setting: correct its spelling.`);

const functionProblems = (settings: object): readonly string[] =>
  ['fetch', 'trust', 'report']
    .filter((name) => !['undefined', 'function'].includes(typeof Reflect.get(settings, name)))
    .map((name) => `${name} must be a function.`);

const isScheme = (scheme: unknown): boolean => typeof scheme === 'string' && /^[a-z][a-z0-9+-]*$/.test(scheme);

const schemeProblems = (schemes: unknown): readonly string[] =>
  schemes === undefined || (Array.isArray(schemes) && schemes.every(isScheme))
    ? []
    : ["customRedirectSchemes must be a list of lower-case schemes without the colon, such as ['cursor']."];

const isWithin = (value: unknown, from: number, to: number): boolean =>
  value === undefined || (Number.isInteger(value) && Number(value) >= from && Number(value) <= to);

const bounds = {
  minimumSeconds: [0, 3600],
  maximumSeconds: [1, 604_800],
  entries: [1, 100_000],
} as const;

const numberProblems = (cache: object): readonly string[] =>
  Object.entries(bounds)
    .filter(([name, [from, to]]) => !isWithin(Reflect.get(cache, name), from, to))
    .map(([name, [from, to]]) => `cache.${name} must be a whole number from ${from} to ${to}.`);

const cacheProblems = (cache: unknown): readonly string[] => {
  if (cache === undefined) return [];
  if (typeof cache !== 'object' || cache === null || Array.isArray(cache))
    return ['cache must be an object with minimumSeconds, maximumSeconds or entries.'];
  const { minimumSeconds = 60, maximumSeconds = 86_400 }: DocumentCacheSettings = cache;
  return [
    ...unknownNames(cache, Object.keys(bounds), 'cache.'),
    ...numberProblems(cache),
    ...(minimumSeconds > maximumSeconds ? ['cache.minimumSeconds must not be more than cache.maximumSeconds.'] : []),
  ];
};

/** @throws {InvalidSettings} if a setting is invalid, or none */
export const checkClientDocuments = (settings: ClientDocumentsSettings): void => {
  if (typeof settings !== 'object' || settings === null)
    throw new InvalidSettings('clientDocuments', ['The settings must be an object, or left out.']);
  const problems = [
    ...unknownNames(settings, names, ''),
    ...functionProblems(settings),
    ...schemeProblems(settings.customRedirectSchemes),
    ...cacheProblems(settings.cache),
    ...(isWithin(settings.pauseSeconds, 0, 60) ? [] : ['pauseSeconds must be a whole number from 0 to 60.']),
    ...(settings.fetch === undefined ? sendProblems() : []),
  ];
  if (problems.length > 0) throw new InvalidSettings('clientDocuments', problems);
};
