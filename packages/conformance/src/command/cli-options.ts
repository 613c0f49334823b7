import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { groupNames, type Remote } from './run-remote.ts';

/** How the command is called. */
export const usage: string = `codegrant-conformance --authorize URL --clients FILE [options]

Sends the test vectors to the authorization endpoint of a running server, and judges what it answers.

  --authorize URL   the authorization endpoint
  --clients FILE    JSON array of those clients of the vectors that the server has registered
  --token URL       the token endpoint: sends the token requests that need no stored code as well
  --cookie TEXT     the Cookie header of somebody who is signed in, for servers that answer nobody else
  --only GROUP      one file of vectors: ${groupNames.slice(0, 3).join(', ')}, ...
  --json FILE       writes every result to this file
  --strict          holds the server to Codegrant's own contract as well
  --print-clients   prints the clients of the vectors, to be registered and given to --clients
  --help            prints this

Exit codes: 0 nothing was violated, 1 something was, 2 the command was called wrongly or nobody answers.
`;

/** What the command is asked to do. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'printClients' }
  | { readonly kind: 'run'; readonly remote: Remote; readonly json: string | undefined }
  | { readonly kind: 'wrong'; readonly problem: string };

/** A call that can not be carried out, for a reason that fits into a line. */
class Wrong extends Error {}

const urlIn = (flag: string, text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new Wrong(`${flag}: ${JSON.stringify(text)} is no http or https URL.`);
};

const required = (flag: string, text: string | undefined): string => {
  if (text === undefined || text === '') throw new Wrong(`${flag} is missing.`);
  return text;
};

const clientList = v.array(v.object({ client_id: v.string() }));

const parsed = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Wrong(`--clients: ${path} is not JSON.`);
  }
};

const readable = (path: string, readFile: (path: string) => string): string => {
  try {
    return readFile(path);
  } catch {
    throw new Wrong(`--clients: ${path} can not be read.`);
  }
};

const clientsIn = (path: string, readFile: (path: string) => string): ReadonlySet<string> => {
  const { success, output } = v.safeParse(clientList, parsed(path, readable(path, readFile)));
  if (!success) throw new Wrong(`--clients: ${path} is no JSON array of clients with a client_id.`);
  return new Set(output.map((client) => client.client_id));
};

const groupIn = (name: string | undefined): string | undefined => {
  if (name === undefined || groupNames.includes(name)) return name;
  throw new Wrong(`--only: there is no group ${JSON.stringify(name)}. There are ${groupNames.join(', ')}.`);
};

const cookieIn = (text: string | undefined): string | undefined => {
  if (text === undefined || /^[\x20-\x7e]+$/.test(text)) return text;
  throw new Wrong('--cookie: a Cookie header holds printable ASCII, and at least one character.');
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

const understand = (args: readonly string[], readFile: (path: string) => string): Command => {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) return { kind: 'help' };
  if (values['print-clients']) return { kind: 'printClients' };
  const authorize = urlIn('--authorize', required('--authorize', values.authorize));
  const token = values.token === undefined ? undefined : urlIn('--token', values.token);
  const only = groupIn(values.only);
  if (only?.startsWith('token/') === true && token === undefined) throw new Wrong(`--only ${only} needs --token.`);
  const cookie = cookieIn(values.cookie);
  const json = values.json === undefined ? undefined : required('--json', values.json);
  const clients = clientsIn(required('--clients', values.clients), readFile);
  return { kind: 'run', json, remote: { authorize, token, cookie, only, clients, strict: values.strict } };
};

/** Reads the arguments of a call. A file is read by the function that is handed in. */
export const readCommand = (args: readonly string[], readFile: (path: string) => string): Command => {
  try {
    return understand(args, readFile);
  } catch (error) {
    const [problem = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { kind: 'wrong', problem };
  }
};
