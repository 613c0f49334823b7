import { readFileSync } from 'node:fs';
import { type Client, InvalidSettings, readClient } from '@codegrant/server';

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new InvalidSettings('CLIENTS', [`cannot read ${path}: ${String(error)}.`]);
  }
};

const readJson = (path: string): unknown => {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch {
    // The message of JSON.parse quotes the file, and the file has secrets.
    throw new InvalidSettings('CLIENTS', [`${path} is not valid JSON. Check its quotes, commas and brackets.`]);
  }
};

/**
 * Reads the clients from the file that CLIENTS names: a JSON array of client metadata.
 *
 * @throws {InvalidSettings} if the file or one of its clients is invalid
 */
export const readClientsFile = (path: string): readonly Client[] => {
  const listed = readJson(path);
  if (!Array.isArray(listed)) throw new InvalidSettings('CLIENTS', [`${path} must contain a JSON array of clients.`]);
  return listed.map((metadata: unknown, index) => {
    const client = readClient(metadata);
    if (client.kind === 'invalid') throw new InvalidSettings(`CLIENTS: client ${index}`, client.problems);
    return client.value;
  });
};
