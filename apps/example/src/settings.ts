import type { SigningKey } from '@codegrant/jwt';
import { type Client, InvalidSettings } from '@codegrant/server';
import * as v from 'valibot';
import { readClientsFile } from './clients-file.ts';
import { consentKeySetting } from './consent-key-setting.ts';
import { signingKeysSetting } from './signing-keys-setting.ts';
import { type StoreSetting, storeSetting } from './store-setting.ts';

/** The settings. Each member has the name of its environment variable. */
export interface Settings {
  readonly PORT: number;
  readonly CLIENT_PORT: number;
  readonly HOST: string;
  readonly ISSUER: string | undefined;
  readonly ADAPTER: 'fastify' | 'node' | 'fetch';
  readonly STORE: StoreSetting;
  /** `undefined` if it is not set: the key is then new at each start. */
  readonly CONSENT_KEY: readonly Uint8Array[] | undefined;
  readonly CONSENT: 'embedded' | 'hosted';
  readonly REMEMBER_CONSENT: boolean;
  readonly ACCESS_TOKENS: 'opaque' | 'jwt';
  /** `undefined` if it is not set: with JWTs, the key is then new at each start. */
  readonly SIGNING_KEYS: readonly SigningKey[] | undefined;
  readonly CLIENTS: readonly Client[];
}

const port = v.pipe(
  v.string(),
  v.regex(/^[0-9]{1,5}$/, 'must be a number from 0 to 65535'),
  v.transform(Number),
  v.maxValue(65_535, 'must be a number from 0 to 65535'),
);

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  v.picklist(words, (issue) => `must be ${words.join(' or ')}, not ${JSON.stringify(issue.input)}`);

const environment = v.object({
  PORT: v.optional(port, '3000'),
  CLIENT_PORT: v.optional(port),
  HOST: v.optional(
    v.pipe(v.string(), v.regex(/^[0-9A-Za-z.:-]+$/, 'must be an IP address or a host name')),
    '127.0.0.1',
  ),
  ISSUER: v.optional(v.string()),
  ADAPTER: v.optional(oneOf(['fastify', 'node', 'fetch']), 'fastify'),
  STORE: v.optional(storeSetting, 'memory'),
  CONSENT_KEY: v.optional(consentKeySetting),
  CONSENT: v.optional(oneOf(['embedded', 'hosted']), 'embedded'),
  REMEMBER_CONSENT: v.optional(oneOf(['1', '0']), '1'),
  ACCESS_TOKENS: v.optional(oneOf(['opaque', 'jwt']), 'opaque'),
  SIGNING_KEYS: v.optional(signingKeysSetting),
  CLIENTS: v.optional(v.string()),
});

/** Drops empty variables: an empty variable counts as not set. */
const withoutEmpty = (variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));

/** The default of CLIENT_PORT. */
const nextPort = (port: number): number => (port === 0 ? 0 : port + 1);

/**
 * Reads the settings from environment variables.
 *
 * @throws {InvalidSettings} with a one-line message that names the variable
 */
export const readSettings = (variables: NodeJS.ProcessEnv): Settings => {
  const { success, output, issues } = v.safeParse(environment, withoutEmpty(variables));
  if (!success) throw new InvalidSettings(v.getDotPath(issues[0]) ?? 'settings', [`${issues[0].message}.`]);
  const { PORT, CLIENT_PORT = nextPort(PORT), HOST, ISSUER, ADAPTER, STORE, CONSENT_KEY, CONSENT } = output;
  const { ACCESS_TOKENS, SIGNING_KEYS } = output;
  if (CLIENT_PORT > 65_535) throw new InvalidSettings('CLIENT_PORT', ['must be set if PORT is 65535.']);
  if (ACCESS_TOKENS === 'opaque' && SIGNING_KEYS !== undefined)
    throw new InvalidSettings('SIGNING_KEYS', ['is set, but access tokens are opaque. Set ACCESS_TOKENS=jwt too.']);
  const CLIENTS = output.CLIENTS === undefined ? [] : readClientsFile(output.CLIENTS);
  return {
    PORT,
    CLIENT_PORT,
    HOST,
    ISSUER,
    ADAPTER,
    STORE,
    CONSENT_KEY,
    CONSENT,
    REMEMBER_CONSENT: output.REMEMBER_CONSENT === '1',
    ACCESS_TOKENS,
    SIGNING_KEYS,
    CLIENTS,
  };
};
