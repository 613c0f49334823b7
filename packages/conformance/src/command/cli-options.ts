import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { groupNames, type Remote } from './run-remote.ts';

/** The help text of the command. */
export const usage: string = `npx @codegrant/conformance --authorize URL --clients FILE [options]

Sends the test vectors to the authorization endpoint of a running server and judges its responses.
First it sends one plainly valid request for each client, and says which clients, or which address, it cannot judge.

  --authorize URL   the URL of the authorization endpoint
  --clients FILE    JSON array of the vectors' clients that are registered at the server
  --token URL       the URL of the token endpoint: also sends token requests that must be rejected with any code
  --cookie VALUE    the Cookie header of a signed-in user, for servers that require sign-in first
  --only GROUP      sends only one file of vectors: ${groupNames.slice(0, 3).join(', ')}, ...
  --json FILE       writes all results to this file
  --strict          also compares the server with Codegrant's own contract
  --print-clients   prints the vectors' clients, to register them and pass them to --clients
  --help            prints this help

Exit codes: 0 no violations, 1 violations, 2 invalid options, no response, or an address that cannot be judged.
`;

/** The parsed arguments of the command. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'printClients' }
  | { readonly kind: 'run'; readonly remote: Remote; readonly json: string | undefined }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Invalid arguments, with a message of one line. */
class InvalidArguments extends Error {}

const urlIn = (flag: string, text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new InvalidArguments(`${flag}: ${JSON.stringify(text)} is not an http or https URL.`);
};

const required = (flag: string, text: string | undefined): string => {
  if (text === undefined || text === '') throw new InvalidArguments(`${flag} is missing.`);
  return text;
};

const clientList = v.array(v.object({ client_id: v.string() }));

const parsedJson = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArguments(`--clients: ${path} is not JSON.`);
  }
};

const contentOf = (path: string, readFile: (path: string) => string): string => {
  try {
    return readFile(path);
  } catch {
    throw new InvalidArguments(`--clients: ${path} cannot be read.`);
  }
};

const clientsIn = (path: string, readFile: (path: string) => string): ReadonlySet<string> => {
  const { success, output } = v.safeParse(clientList, parsedJson(path, contentOf(path, readFile)));
  if (!success) throw new InvalidArguments(`--clients: ${path} must be a JSON array of clients with a client_id.`);
  return new Set(output.map((client) => client.client_id));
};

const groupIn = (name: string | undefined): string | undefined => {
  if (name === undefined || groupNames.includes(name)) return name;
  throw new InvalidArguments(`--only: ${JSON.stringify(name)} is not a group. Use one of ${groupNames.join(', ')}.`);
};

const cookieIn = (text: string | undefined): string | undefined => {
  if (text === undefined || /^[\x20-\x7e]+$/.test(text)) return text;
  throw new InvalidArguments('--cookie: must be at least one printable ASCII character.');
};

const options = {
  authorize: { type: 'string' },
  clients: { type: 'string' },
  token: { type: 'string' },
  cookie: { type: 'string' },
  only: { type: 'string' },
  json: { type: 'string' },
  strict: { type: 'boolean', default: false },
  'print-clients': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const parse = (args: readonly string[], readFile: (path: string) => string): Command => {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return { kind: 'help' };
  if (values['print-clients']) return { kind: 'printClients' };
  const authorize = urlIn('--authorize', required('--authorize', values.authorize));
  const token = values.token === undefined ? undefined : urlIn('--token', values.token);
  const only = groupIn(values.only);
  if (only?.startsWith('token/') === true && token === undefined)
    throw new InvalidArguments(`--only ${only} needs --token.`);
  const cookie = cookieIn(values.cookie);
  const json = values.json === undefined ? undefined : required('--json', values.json);
  const clients = clientsIn(required('--clients', values.clients), readFile);
  return { kind: 'run', json, remote: { authorize, token, cookie, only, clients, strict: values.strict } };
};

/** Parses the arguments. `readFile` reads the file of --clients. */
export const readCommand = (args: readonly string[], readFile: (path: string) => string): Command => {
  try {
    return parse(args, readFile);
  } catch (error) {
    const [problem = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { kind: 'invalid', problem };
  }
};
