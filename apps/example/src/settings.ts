import { readFileSync } from 'node:fs';
import { type Client, InvalidSettings, readClient } from '@codegrant/server';
import * as v from 'valibot';

/** How the app is to run. Every member is set by the environment variable of the same name. */
export interface Settings {
  readonly PORT: number;
  readonly CLIENT_PORT: number;
  readonly HOST: string;
  readonly ISSUER: string | undefined;
  readonly ADAPTER: 'fastify' | 'node' | 'fetch';
  readonly STORE: 'memory';
  readonly CONSENT: 'embedded' | 'hosted';
  readonly REMEMBER_CONSENT: boolean;
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

const textFile = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InvalidSettings('CLIENTS', [`${path} can not be read: ${String(error)}.`]);
  }
};

const jsonFile = (path: string): unknown => {
  const text = textFile(path);
  try {
    return JSON.parse(text);
  } catch {
    // What JSON.parse says repeats a part of the file, and there are secrets in it.
    throw new InvalidSettings('CLIENTS', [`${path} is not JSON: check it for quotes, commas and brackets.`]);
  }
};

const clientsFrom = (path: string | undefined): readonly Client[] => {
  if (path === undefined) return [];
  const listed = jsonFile(path);
  if (!Array.isArray(listed)) throw new InvalidSettings('CLIENTS', [`${path} must be a JSON array of clients.`]);
  return listed.map((metadata: unknown, index) => {
    const client = readClient(metadata);
    if (client.kind === 'invalid') throw new InvalidSettings(`CLIENTS: client ${index}`, client.problems);
    return client.value;
  });
};

const environment = v.object({
  PORT: v.optional(port, '3000'),
  CLIENT_PORT: v.optional(port),
  HOST: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Za-z.:-]+$/, 'must be an address or a host name')), '127.0.0.1'),
  ISSUER: v.optional(v.string()),
  ADAPTER: v.optional(oneOf(['fastify', 'node', 'fetch']), 'fastify'),
  STORE: v.optional(oneOf(['memory']), 'memory'),
  CONSENT: v.optional(oneOf(['embedded', 'hosted']), 'embedded'),
  REMEMBER_CONSENT: v.optional(oneOf(['1', '0']), '1'),
  CLIENTS: v.optional(v.string()),
});

/** An empty variable is one that was not set. */
const present = (variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));

const clientPortBeside = (given: number): number => (given === 0 ? 0 : given + 1);

/**
 * Reads the settings.
 *
 * @throws {InvalidSettings} whose message is one line that names the setting
 */
export const readSettings = (variables: NodeJS.ProcessEnv): Settings => {
  const { success, output, issues } = v.safeParse(environment, present(variables));
  if (!success) throw new InvalidSettings(v.getDotPath(issues[0]) ?? 'settings', [`${issues[0].message}.`]);
  const { PORT, CLIENT_PORT = clientPortBeside(PORT), HOST, ISSUER, ADAPTER, STORE, CONSENT } = output;
  if (CLIENT_PORT > 65_535) throw new InvalidSettings('CLIENT_PORT', ['must be set where PORT is 65535.']);
  const CLIENTS = clientsFrom(output.CLIENTS);
  return {
    PORT,
    CLIENT_PORT,
    HOST,
    ISSUER,
    ADAPTER,
    STORE,
    CONSENT,
    REMEMBER_CONSENT: output.REMEMBER_CONSENT === '1',
    CLIENTS,
  };
};
