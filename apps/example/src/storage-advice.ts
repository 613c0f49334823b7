import type { Settings } from './settings.ts';

/** What the operator should know about STORE, one sentence or two a line. */
export const storageAdvice = ({ STORE, CONSENT_KEY, ACCESS_TOKENS, SIGNING_KEYS }: Settings): readonly string[] => [
  ...(STORE.kind === 'redis'
    ? ['STORE: consents are not kept in Redis. They are in the memory of this process, and end with it.']
    : []),
  ...(STORE.kind === 'memory' || CONSENT_KEY !== undefined
    ? []
    : [
        'CONSENT_KEY: not set, so this process made a key of its own. A consent page that is open during a restart, or that another process showed, is refused. Set the same CONSENT_KEY for every process.',
      ]),
  ...(STORE.kind === 'memory' || ACCESS_TOKENS === 'opaque' || SIGNING_KEYS !== undefined
    ? []
    : [
        'SIGNING_KEYS: not set, so this process made a key of its own. An access token from before a restart, or of another process, is refused. Set the same SIGNING_KEYS for every process.',
      ]),
];
