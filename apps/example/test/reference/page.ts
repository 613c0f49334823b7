import { createAuthorizationServer, defineClient, definePolicy } from '@codegrant/server';
import { read } from '../documents.ts';
import { clientEntries, leastClient } from './client.ts';
import type { AnyEntry, MethodEntry } from './entries.ts';
import { type Failing, failuresOf } from './failures.ts';
import {
  fastifyEntries,
  fetchEntries,
  memoryAccessTokensParameters,
  memoryGrantsParameters,
  memoryStoreParameters,
  opaqueTokensEntries,
} from './functions.ts';
import { ownedGrantFields, ownedGrantsFunctions } from './grants.ts';
import { argumentNames, type Member, membersOf } from './interface.ts';
import { block, code, literal, table } from './markdown.ts';
import { leastPolicy, policyEntries, resourceDescriptionEntries, scopeDescriptionEntries } from './policy.ts';
import {
  accessTokensMethods,
  clientsMethods,
  consentsMethods,
  grantsMethods,
  ownerMethods,
  storeMethods,
  tokensMethods,
} from './ports.ts';
import { introspectionEntries, protectedResourceEntries } from './protected-resource.ts';
import {
  accessTokenFields,
  accessTokenRecordFields,
  codeRecordFields,
  foundRefreshTokenFields,
  grantRecordFields,
  issuedTokensFields,
  ownerFields,
  refreshTokenRecordFields,
  refreshTokenUseFields,
  takenCodeFields,
  tokenGrantFields,
} from './records.ts';
import { pageEntries, pathEntries, serverEntries } from './server.ts';
import { leastOptions } from './walk.ts';

const example = (name: string): string => read(`apps/example/test/reference/examples/${name}`);

type Line = readonly [label: string, text: string];

const list = (lines: readonly (Line | undefined)[]): readonly string[] =>
  lines.flatMap((line) => (line === undefined ? [] : [`- ${line[0]}: ${line[1]}`]));

const found = <Value>(name: string, value: Value | undefined): Value => {
  if (value === undefined) throw new Error(`${name} is not documented.`);
  return value;
};

const defaultOf = async <Made>({ default: given }: AnyEntry<Made>, made: Made): Promise<string> => {
  if (given === undefined) return 'none (required)';
  if (typeof given !== 'function') return given.says;
  const value = await given(made);
  return value === undefined || (Array.isArray(value) && value.length === 0) ? 'none' : code(literal(value));
};

const refusedIn = <Made>({ refused = [] }: AnyEntry<Made>): Line | undefined => {
  const shown = refused.map(literal).filter((text) => !text.includes('[Function'));
  return shown.length === 0 ? undefined : ['Rejected values', shown.map(code).join(', ')];
};

/** Options of one kind, and how to show them. */
interface Options<Made> {
  readonly members: readonly Member[];
  readonly entries: Readonly<Record<string, AnyEntry<Made>>>;
  /** What the defaults are read from. */
  readonly made: Made;
  readonly heading: (name: string) => string;
  readonly exampleOf: (name: string, entry: AnyEntry<Made>) => string | undefined;
}

const optionSection = async <Made>(
  { entries, made, heading, exampleOf }: Options<Made>,
  { name, type }: Member,
): Promise<readonly string[]> => {
  const entry = found(name, entries[name]);
  const shown = exampleOf(name, entry);
  return [
    heading(name),
    '',
    entry.says,
    '',
    ...list([
      ['Type', code(type)],
      ['Default', await defaultOf(entry, made)],
      entry.unit === undefined ? undefined : ['Unit', entry.unit],
      shown === undefined ? undefined : ['Example', code(shown)],
      refusedIn(entry),
    ]),
    '',
  ];
};

const optionSections = async <Made>(options: Options<Made>): Promise<readonly string[]> =>
  (await Promise.all(options.members.map((member) => optionSection(options, member)))).flat();

/** The example, and beside it what it cannot be without. */
const literalExample = <Made>(name: string, { example: value, beside = {} }: AnyEntry<Made>): string =>
  Object.entries({ ...beside, [name]: value })
    .map(([member, given]) => `${member}: ${literal(given)}`)
    .join(', ');

/** The text of a member of the object of all options, as in `now: () => Date.now() / 1000`. */
const exampleOfOption = (name: string): string =>
  found(name, new RegExp(`^ {2}(${name}: .*),$`, 'm').exec(example('server-options.ts'))?.[1]);

const heading = (name: string): string => `### \`${name}\``;

const under =
  (option: string) =>
  (name: string): string =>
    `#### \`${option}.${name}\``;

const policySections = (): Promise<readonly string[]> =>
  optionSections({
    members: membersOf('PolicySettings'),
    entries: policyEntries,
    made: definePolicy(leastPolicy),
    heading,
    exampleOf: literalExample,
  });

const serverSections = async (): Promise<readonly string[]> => {
  const made = createAuthorizationServer(leastOptions);
  const sections = async (member: Member): Promise<readonly string[]> => [
    ...(await optionSection(
      { members: [], entries: serverEntries, made, heading, exampleOf: exampleOfOption },
      member,
    )),
    ...(await membersUnder(member.name)),
  ];
  return (await Promise.all(membersOf('ServerOptions').map(sections))).flat();
};

const membersUnder = async (option: string): Promise<readonly string[]> => {
  const made = createAuthorizationServer(leastOptions);
  const shared = { made, heading: under(option) };
  switch (option) {
    case 'paths': {
      const members = Object.keys(pathEntries).map((name) => ({ name, optional: true, type: 'string' }));
      return optionSections({
        ...shared,
        members,
        entries: pathEntries,
        exampleOf: (name) => `paths: { ${name}: '/${name}' }`,
      });
    }
    case 'pages': {
      const members = [...membersOf('RefusalPages'), ...membersOf('Pages')];
      return optionSections({ ...shared, members, entries: pageEntries, exampleOf: () => undefined });
    }
    default:
      return [];
  }
};

const clientSections = (): Promise<readonly string[]> =>
  optionSections({
    members: membersOf('ClientMetadata'),
    entries: clientEntries,
    made: defineClient(leastClient),
    heading,
    exampleOf: literalExample,
  });

/** Functions cannot be shown: their sections say what they are. */
const shownExample = <Made>(name: string, entry: AnyEntry<Made>): string | undefined => {
  const shown = literalExample(name, entry);
  return shown.includes('[Function') || name === 'tokens' ? undefined : shown;
};

const resourceSections = (): Promise<readonly string[]> =>
  optionSections({
    members: membersOf('ProtectedResourceOptions'),
    entries: protectedResourceEntries,
    made: undefined,
    heading: under('protectedResource'),
    exampleOf: shownExample,
  });

const introspectionSections = (): Promise<readonly string[]> =>
  optionSections({
    members: membersOf('IntrospectionOptions'),
    entries: introspectionEntries,
    made: undefined,
    heading: under('introspectedTokens'),
    exampleOf: shownExample,
  });

interface AnyField {
  readonly says: string;
  readonly unit?: string;
  readonly example: unknown;
  readonly shown?: string;
}

const fieldTable = (name: string, entries: Readonly<Record<string, AnyField>>): readonly string[] =>
  table(
    ['Member', 'Type', 'Unit', 'What it is', 'Example'],
    membersOf(name).map((member) => {
      const {
        says,
        unit = '',
        example: value,
        shown = code(literal(value)),
      } = found(`${name}.${member.name}`, entries[member.name]);
      return [code(member.name + (member.optional ? '?' : '')), code(member.type), unit, says, shown];
    }),
  );

const record = (name: string, says: string, entries: Readonly<Record<string, AnyField>>): readonly string[] => [
  `### The record \`${name}\``,
  '',
  says,
  '',
  ...fieldTable(name, entries),
];

const failureLines = async (name: Failing, { afterwards }: MethodEntry): Promise<readonly string[]> => {
  const rows = (await failuresOf(name)).map(({ request, answer, unavailable, events }) => [
    request,
    answer,
    unavailable,
    events,
  ]);
  if (rows.length === 0) return [afterwards, ''];
  return [
    `The table shows the response if ${code(name)} throws, rejects or exceeds the time limit. ${afterwards}`,
    '',
    ...table(['Request', 'Response to an exception', 'Response to an outage', 'Events'], rows),
  ];
};

interface Port {
  readonly option: 'clients' | 'owner' | 'tokens' | 'store' | 'consents' | 'grants' | 'accessTokens';
  readonly type: string;
  readonly says: string;
  readonly methods: Readonly<Record<string, MethodEntry>>;
  readonly file: string;
}

const methodSection = async ({ option, methods }: Port, { name, type }: Member): Promise<readonly string[]> => {
  const method = found(`${option}.${name}`, methods[name]);
  const taken = Object.entries(method.takes).map(([argument, says]): Line => [`Parameter ${code(argument)}`, says]);
  return [
    under(option)(name),
    '',
    method.says,
    '',
    ...list([['Type', code(type)], ...taken, ['Returns', method.gives]]),
    '',
    ...method.contract.map((sentence) => `- ${sentence}`),
    '',
    ...(await failureLines(`${option}.${name}` as Failing, method)),
  ];
};

const portSection = async (port: Port): Promise<readonly string[]> => [
  `### The ${port.option} port`,
  '',
  port.says,
  '',
  ...(await Promise.all(membersOf(port.type).map((member) => methodSection(port, member)))).flat(),
  'For example:',
  '',
  ...block(example(port.file)),
];

/** The ports that are interfaces. */
export const ports: readonly Port[] = [
  {
    option: 'clients',
    type: 'Clients',
    says:
      'The `clients` port, of the type `Clients`, is the registry of clients. `clientList` makes a `clients` port for clients that do not ' +
      'change while the server runs.',
    methods: clientsMethods,
    file: 'sqlite-clients.ts',
  },
  {
    option: 'owner',
    type: 'Owners',
    says: 'The `owner` port, of the type `Owners<Context>`, finds the signed-in user in your sessions.',
    methods: ownerMethods,
    file: 'session-owner.ts',
  },
  {
    option: 'tokens',
    type: 'Tokens',
    says:
      'The `tokens` port, of the type `Tokens`, issues, finds and revokes access tokens in place of the server. You need a `tokens` port ' +
      'only if your access tokens have a format of their own, or if you extend the server’s access tokens with ' +
      '[`opaqueTokens`](#opaquetokens).',
    methods: tokensMethods,
    file: 'sqlite-tokens.ts',
  },
  {
    option: 'store',
    type: 'Store',
    says:
      'The `store` port, of the type `Store`, stores codes and the decisions of users on consent requests. [`memoryStore`](#memorystore) ' +
      'makes a `store` port for one process.',
    methods: storeMethods,
    file: 'sqlite-store.ts',
  },
  {
    option: 'consents',
    type: 'Consents',
    says:
      'The `consents` port, of the type `Consents`, remembers the scopes that users have allowed for clients. `memoryConsents()` makes a ' +
      '`consents` port for one process, and has no parameters.',
    methods: consentsMethods,
    file: 'sqlite-consents.ts',
  },
  {
    option: 'grants',
    type: 'Grants',
    says:
      'The `grants` port, of the type `Grants`, stores grants and their refresh tokens. [`memoryGrants`](#memorygrants) makes a `grants` ' +
      'port for one process. The server makes each refresh token itself, and stores only its hash. The server derives a new refresh token ' +
      'from the used one, a random salt and a key of `consentKeys`: [decision 35](decisions/0035-refresh-tokens.md) gives the reasons.',
    methods: grantsMethods,
    file: 'sqlite-grants.ts',
  },
  {
    option: 'accessTokens',
    type: 'AccessTokens',
    says:
      'The `accessTokens` port, of the type `AccessTokens`, stores the server’s own access tokens. ' +
      '[`memoryAccessTokens`](#memoryaccesstokens) makes an `accessTokens` port for one process. The server makes each access token ' +
      'itself, and stores only its hash.',
    methods: accessTokensMethods,
    file: 'sqlite-access-tokens.ts',
  },
];

/** An example of the option `grantTypes`. */
const grantTypeSection = (): readonly string[] => [
  '### A grant type of your own',
  '',
  '`extensionGrant(name, function)` makes a value for the option [`grantTypes`](#granttypes). For a token request with the ' +
    'grant type, the server first authenticates the client. If the client’s `grant_types` contain the name of the grant type, the server ' +
    'then calls the function. ' +
    '`extensionGrant` throws for the name of a built-in grant type, such as `refresh_token`.',
  '',
  'The function of an extension grant has the type `ExtensionGrant`. The function receives the client, and the parameters of the token request:',
  '',
  '- `get(name)` returns the value of a token request parameter.',
  '- `all(name)` returns every value of `resource` or `audience`. The server rejects a token request that repeats any parameter except ' +
    '`resource` and `audience`.',
  '',
  'An extension grant never receives the client secret. The server checks only the authentication of the client: your function must check ' +
    'everything else. Anybody can send the `client_id` of a public client.',
  '',
  'The function of an extension grant returns one of three results:',
  '',
  '- `{ subject, scope, resources?, authTime? }`: the server saves the grant and calls `tokens.issue`. If `subject` is `undefined`, the ' +
    'client acts for itself, without a user, and the server saves no grant.',
  '- `{ accessToken, expiresIn, scope, members? }`: the client receives your access token.',
  '- `{ error, description? }`: the client receives your error with the status 400.',
  '',
  'An extension grant never gives the client a refresh token. [`portTimeoutMilliseconds`](#porttimeoutmilliseconds) limits how long the ' +
    'function of an extension grant may take.',
  '',
  'The extension grant of this example implements the device flow:',
  '',
  ...block(example('device-grant.ts')),
];

const otherFailures = async (): Promise<readonly string[]> => {
  const names: readonly Failing[] = ['pages.refusal', 'pages.consent', 'pages.redirect', 'now', 'random', 'sha256'];
  const rows = names.map(async (name) =>
    (await failuresOf(name)).map(({ request, answer, events }) => [code(name), request, answer, events]),
  );
  return [
    '### The other functions',
    '',
    'The server also calls functions that belong to no port: your pages, the clock, the random source and the hash function. The table ' +
      'shows the response if a function outside the ports throws. If one of your pages throws, the user sees the default page instead.',
    '',
    ...table(['Function', 'Request', 'Response', 'Events'], (await Promise.all(rows)).flat()),
  ];
};

interface AnyParameter extends AnyEntry<undefined> {
  readonly name: string;
  readonly type: string;
}

const parameterSection = async (
  title: string,
  says: string,
  parameters: readonly AnyParameter[],
): Promise<readonly string[]> => [
  `### \`${title}\``,
  '',
  says,
  '',
  ...table(
    ['Parameter', 'Type', 'Unit', 'Default', 'What it is'],
    await Promise.all(
      parameters.map(async (parameter) => [
        code(parameter.name),
        code(parameter.type),
        parameter.unit ?? '',
        await defaultOf(parameter, undefined),
        parameter.says,
      ]),
    ),
  ),
];

const adapterSections = async (): Promise<readonly string[]> => {
  const fastify = { entries: fastifyEntries, made: undefined, heading: (name: string) => `#### \`${name}\`` };
  const examples: Readonly<Record<string, string>> = {
    server: 'app.register(codegrant, { server })',
    prefix: "app.register(codegrant, { server, prefix: '/oauth' })",
  };
  return [
    '### @codegrant/node',
    '',
    '`toNodeHandler(server)` has no options.',
    '',
    '### @codegrant/fastify',
    '',
    '`codegrant` is a Fastify plugin, with options of the type `CodegrantOptions`.',
    '',
    ...(await optionSections({
      ...fastify,
      members: membersOf('CodegrantOptions'),
      exampleOf: (name) => examples[name],
    })),
    '### @codegrant/fetch',
    '',
    '`createFetchHandler(server, options)` accepts one option.',
    '',
    ...(await optionSections({
      ...fastify,
      members: [{ name: 'passThrough', optional: true, type: 'boolean' }],
      entries: fetchEntries,
      exampleOf: () => 'createFetchHandler(server, { passThrough: true })',
    })),
  ];
};

const intro = `# Reference

This page describes every option of the policy, the server, clients, ports and adapters. The tests generate this page from the TypeScript
types and from the observed behavior of the packages. The tests fail if a member is missing from this page, if a default is wrong, or if an
example does not work.

- [The policy](#the-policy) decides what the server allows. The type of a policy is \`PolicySettings\`.
- [The server](#the-server) lists the options of \`createAuthorizationServer\`, which have the type \`ServerOptions\`.
- [A client](#a-client) describes the argument of \`defineClient\` and \`readClient\`, which has the type \`ClientMetadata\`.
- [The ports](#the-ports) are the functions that you provide, with their contracts.
- [The records](#the-records) are the values that ports accept and return.
- [Ports in memory](#ports-in-memory) keep their data in the memory of one process.
- [Access tokens of the server](#access-tokens-of-the-server) and [Protect an API](#protect-an-api) describe how APIs find and check access tokens.
- [The adapters](#the-adapters) lists the options of \`@codegrant/node\`, \`@codegrant/fastify\` and \`@codegrant/fetch\`.

Times are in seconds, unless the name of the option ends in \`Milliseconds\`. Invalid options throw an \`InvalidSettings\` at startup, and
invalid consent keys throw a \`RangeError\`. The line “Rejected values” of an option shows examples of invalid values. An option with an
unknown name throws at startup, unless this page says otherwise. If the default of an option is “none”, omit the option to keep the
default. The policy and a client registration must not contain empty lists or empty strings.
[The README](../README.md) lists the environment variables of the example app.
`.split('\n');

/** The page. */
export const referencePage = async (): Promise<string> =>
  [
    ...intro,
    '## The policy',
    '',
    'The policy decides what clients can request, and how long codes, consent requests and tokens are valid. Pass the policy as the ' +
      '`policy` option of the server, or as the argument of',
    '`definePolicy`. `readPolicy` validates a policy from a file, and returns the problems instead of throwing them.',
    '',
    ...(await policySections()),
    '### `ScopeDescription`',
    '',
    'A `ScopeDescription` describes a scope for the user. Each value of `scopes` in the policy is a `ScopeDescription`. The server ' +
      'silently ignores unknown members of a `ScopeDescription`.',
    '',
    ...fieldTable('ScopeDescription', scopeDescriptionEntries),
    '### `ResourceDescription`',
    '',
    'A `ResourceDescription` describes an API for the user. Each value of `resources` in the policy is a `ResourceDescription`. Unknown ' +
      'members of a `ResourceDescription` throw at startup.',
    '',
    ...fieldTable('ResourceDescription', resourceDescriptionEntries),
    '## The server',
    '',
    'This section lists the options of `createAuthorizationServer`. The type parameter `Context` is the type of the request object that ' +
      'your adapter passes to the server.',
    '',
    ...(await serverSections()),
    '## A client',
    '',
    'This section lists the members of a client registration. Use `defineClient` for a registration in your source code: it throws an',
    '`InvalidSettings` if a member is unknown or invalid. Use `readClient` for a registration from a file or a database row: it returns the',
    'problems instead of throwing them. `defineClient` and `readClient` reject unknown members. Otherwise, a client whose member',
    '`scope` is misspelt could request every scope. Some members of RFC 7591 are accepted, but have no effect: `contacts`, `software_id`,',
    '`software_version`, `software_statement`, `client_id_issued_at` and `client_secret_expires_at: 0`. If the example of a member shows several',
    'members, set these members together.',
    '',
    'A client with a secret or with `private_key_jwt` is a confidential client, and every other client is a public client.',
    '',
    'The registration decides what a client may do, and whether the server asks the user. Never pass the registration request of a stranger (RFC',
    '7591 §3.1) to `readClient`: use `readRegistrationRequest(request, { scope })`. `readRegistrationRequest` keeps the members of RFC 7591 §2',
    'that have an effect, and ignores all other members, such as `consent` and `verified`. The argument `scope` of `readRegistrationRequest`',
    'lists the scopes that strangers may have. If a registration request has no `scope`, the client receives all scopes that strangers may have.',
    '`readRegistrationRequest` rejects a request for a scope that strangers may not have.',
    '',
    'To register the client of a stranger, add a `client_id` to the result of `readRegistrationRequest`, and a secret if the client authenticates',
    'with one. Store the registration, and read it with `readClient`.',
    '',
    ...(await clientSections()),
    '## The ports',
    '',
    'Each function of a port may return its result directly or as a promise. The server waits at most ' +
      '[`portTimeoutMilliseconds`](#porttimeoutmilliseconds) for a promise. The server catches every error from a port, and reports ' +
      'it as the `cause` of a ' +
      '`failed` event. The HTTP response never contains an error from a port. If a result breaks the contract of its function, the call ' +
      'fails: the server responds as if the function had thrown an error.',
    '',
    'For many functions of ports, a table shows the HTTP responses after a failure. The tables distinguish two kinds of failure:',
    '',
    '- Outage: the function throws `TemporarilyUnavailable`, or exceeds the time limit.',
    '- Exception: the function throws anything except a `TemporarilyUnavailable`.',
    '',
    '### `TemporarilyUnavailable`',
    '',
    'If a function of a port fails now but may succeed soon, throw a `TemporarilyUnavailable`. The constructor of `TemporarilyUnavailable` ' +
      'accepts a message for your logs and the `cause`. The server itself throws a `TemporarilyUnavailable` if a port exceeds the time ' +
      'limit, and the stores of `@codegrant/sql` and `@codegrant/redis` throw one if their database driver fails.',
    '',
    'A `TemporarilyUnavailable` has three effects:',
    '',
    '- The client receives `temporarily_unavailable` instead of `server_error` (RFC 6749 §4.1.2.1), so it can try again or ask the user to ' +
      'try again.',
    '- A response that is not a redirect to the client has the status 503, and a header `Retry-After` with a number of seconds.',
    '- The `cause` of the `failed` event is a `TemporarilyUnavailable`, with a message that begins with the name of the function, such as ' +
      '`store.takeCode`. The `cause` of the `TemporarilyUnavailable` is the error that the function threw.',
    '',
    'After an outage, the server needs no restart: requests succeed as soon as the port works again. The server ignores a result that a ' +
      'port returns after the time limit. For example, if the store saves a code after the time limit, no client receives the code.',
    '',
    'For example:',
    '',
    ...block(example('session-service.ts')),
    '### `LimitReached`',
    '',
    'A function of a port may throw `new LimitReached(reason, retryAfterSeconds)` if a caller does something too often. The response to a ' +
      '`LimitReached` depends on the request:',
    '',
    '- An endpoint that clients call sends a response with the status 429, the error `temporarily_unavailable`, and a ' +
      'header `Retry-After` with a number of seconds (RFC 6585 §4).',
    '- Before the authorization endpoint has validated the redirect URI, it shows the user an error page with the status 429 and ' +
      '`Retry-After`. After the validation, it redirects the browser to the client with the error `temporarily_unavailable`, without ' +
      '`Retry-After`.',
    '',
    'The server reports the reason of a `LimitReached` in an event of the kind `limited`, and never puts it into the HTTP response.',
    '',
    '`takeLimit(limits, key, cost, reason)` calls `limits.take`, and throws a `LimitReached` if `take` does not allow the action.',
    '',
    ...(await Promise.all(ports.map(portSection))).flat(),
    '### The limits',
    '',
    '`defineLimits({ take, callerOf })` makes the option [`limits`](#limits) from two functions:',
    '',
    '- `take(key, cost)` adds `cost` (a whole number) to the count of `key`, in one atomic step. `take` returns `{ allowed: true }` or `{ ' +
      'allowed: false, retryAfterSeconds }`, where `retryAfterSeconds` is a whole number from 1. With the cost 0, `take` adds nothing, and ' +
      'tells whether an action with the cost 1 would be allowed now.',
    '- `callerOf` receives the same request object as `owner.identify`. `callerOf` returns the name of the caller, or `undefined` for a ' +
      'caller without a name. All callers without a name count as one caller. Take the name from a value that the caller cannot choose.',
    '',
    ...table(
      ['Key', 'What costs 1'],
      [
        [
          '`client-secret:CALLER:CLIENT_ID`',
          'A caller sends a wrong secret for a registered client. A correct secret costs 0, but the server refuses even a correct secret ' +
            'if `take` returns `allowed: false`. The server passes such keys to `take` only if `callerOf` is set.',
        ],
        ['`register:CALLER`, or `register` without `callerOf`', 'A client registers itself.'],
        ['`document:HOST`', 'The server fetches a client metadata document from a host.'],
      ],
    ),
    'If `take` throws, returns an invalid value or exceeds the time limit, the request fails: the server never skips a limit.',
    '',
    ...block(example('own-limits.ts')),
    '### The report port',
    '',
    'The `report` port is a function that accepts a `ServerEvent` and returns nothing. The server calls `report` when an event happens, ' +
      'before it sends the response, and does not wait for `report`. If `report` throws, the error goes to `console.error`. Without a ' +
      '`report` port, `failed` events go to `console.error` with their cause. [Observability](observability.md) describes every event.',
    '',
    'The server never puts a code, a secret, a token or a subject into an event. However, the `cause` of a `failed` event is the error of ' +
      'your port or page, unchanged.',
    '',
    '- Type: `(event: ServerEvent) => void`',
    '',
    ...block(example('report.ts')),
    ...grantTypeSection(),
    ...(await otherFailures()),
    '## The grants of users',
    '',
    'With the functions of `grantsOf(server)`, your pages can show the apps that have access to the account of a user, and remove their ' +
      'access. `server` is the object that `createAuthorizationServer` returns. Each function of `grantsOf(server)` accepts the `subject` ' +
      'that `owner.identify` returns. Take the `subject` from the session of the user, and protect the forms of your page against requests ' +
      'from other sites. Each function of `grantsOf(server)` returns a promise. The promise rejects with a `TypeError` unless each argument is ' +
      'a non-empty string. If a port throws, the promise rejects with the error of the port. If a port fails during a revocation, the ' +
      'server still revokes everything else.',
    '',
    'The table shows the functions of `const grants = grantsOf(server)`:',
    '',
    ...table(
      ['Function', 'What it does', 'Resolves to'],
      membersOf('OwnedGrants').map(({ name, type }) => {
        const { says, gives } = found(name, new Map(Object.entries(ownedGrantsFunctions)).get(name));
        return [code(`grants.${name}(${argumentNames(type).join(', ')})`), says, gives];
      }),
    ),
    'SDKs, and pages of other origins, can use the endpoint `grantList` of the option [`endpoints`](#endpoints) instead of ' +
      '`grantsOf(server)`. The endpoint `grantList` lists and revokes grants over HTTP, for the user that `owner.identify` returns.',
    '',
    ...table(
      ['Request', 'Response', 'Errors in JSON'],
      [
        [
          code('GET /oauth_grants?page[number]=1&page[size]=20'),
          'Status 200, with one page of grants: `{ data, meta }`. `page[number]` is a whole number from 1, and `page[size]` is a whole ' +
            'number from 1 to 100.',
          'Status 400 with `invalid_request` if `page` is invalid. Status 401 with `login_required` if no user is signed in.',
        ],
        [
          code('GET /oauth_grants/{id}'),
          'Status 200, with the grant: `{ data }`.',
          'Status 401 with `login_required`, or status 404 with `not_found`.',
        ],
        [
          code('DELETE /oauth_grants/{id}'),
          'Status 200, with the revoked grant: `{ data }`. `DELETE` has the same effect as `grantsOf(server).revokeGrant`.',
          'Status 401 with `login_required`, or status 404 with `not_found`.',
        ],
      ],
    ),
    'In a response of `grantList`, the members of a grant are `id`, `record_type` (`oauth_grant`), `client_id`, `scopes`, `created_at`, ' +
      '`last_used_at` and, if the grant is for resources, `resources`. `created_at` and `last_used_at` have the format of RFC 3339. If ' +
      '`consentUrl` is a full URL, pages of the same origin as `consentUrl` may send requests to `grantList` (CORS). [Decision ' +
      '44](decisions/0044-grants-that-users-revoke.md) gives the reasons for the design of `grantList`.',
    '',
    '## The records',
    '',
    'In the tables, a `?` after the name of a member means that the member is optional.',
    '',
    ...record('Owner', '`owner.identify` returns an `Owner`: the signed-in user.', ownerFields),
    ...record(
      'TokenGrant',
      '`tokens.issue` receives a `TokenGrant`: the grant for which it issues tokens.',
      tokenGrantFields,
    ),
    ...record(
      'AccessToken',
      'An `AccessToken` contains the user, the client and the scope of an access token. `server.find` and `tokens.find` return an ' +
        '`AccessToken`. Your API receives an `AccessToken` with each authorized request.',
      accessTokenFields,
    ),
    ...record('IssuedTokens', '`tokens.issue` returns `IssuedTokens`: the tokens for the client.', issuedTokensFields),
    ...record('CodeRecord', '`store.saveCode` receives a `CodeRecord`: the record of a code.', codeRecordFields),
    ...record('TakenCode', '`store.takeCode` returns a `TakenCode`: a code from the store.', takenCodeFields),
    ...record('GrantRecord', '`grants.saveGrant` receives a `GrantRecord`: the record of a grant.', grantRecordFields),
    ...record(
      'OwnedGrant',
      'An `OwnedGrant` is a grant of a user. The functions of `grantsOf(server)` resolve to `OwnedGrant` records.',
      ownedGrantFields,
    ),
    ...record(
      'RefreshTokenRecord',
      '`grants.saveRefreshToken` receives a `RefreshTokenRecord`: the record of a refresh token.',
      refreshTokenRecordFields,
    ),
    ...record(
      'FoundRefreshToken',
      '`grants.findRefreshToken` returns a `FoundRefreshToken`: a refresh token from the store.',
      foundRefreshTokenFields,
    ),
    ...record(
      'RefreshTokenUse',
      '`grants.useRefreshToken` receives a `RefreshTokenUse`, and returns the first `RefreshTokenUse` that it recorded for the refresh token.',
      refreshTokenUseFields,
    ),
    ...record(
      'AccessTokenRecord',
      '`accessTokens.saveAccessToken` receives an `AccessTokenRecord`: the record of an access token.',
      accessTokenRecordFields,
    ),
    '## Ports in memory',
    '',
    'Ports in memory work only within one process, and lose their contents when the process ends.',
    '',
    ...(await parameterSection('memoryStore', 'Makes a `store` port in memory.', memoryStoreParameters)),
    ...(await parameterSection('memoryGrants', 'Makes a `grants` port in memory.', memoryGrantsParameters)),
    ...(await parameterSection(
      'memoryAccessTokens',
      'Makes an `accessTokens` port in memory.',
      memoryAccessTokensParameters,
    )),
    '## Access tokens of the server',
    '',
    'Without the option `tokens`, the access tokens of the server are random strings with 43 base64url characters. ' +
      '`server.find(accessToken)` returns [an `AccessToken`](#the-record-accesstoken), or `undefined` if the token is unknown, expired or ' +
      'revoked.',
    '',
    ...(await parameterSection(
      'opaqueTokens',
      'Makes a `tokens` port that issues the server’s own access tokens. Use `opaqueTokens` in a `tokens` port of your own that adds ' +
        'something to the server’s access tokens. The table shows the settings that `opaqueTokens` accepts:',
      membersOf('OpaqueTokenSettings').map((member) => ({
        ...member,
        ...found(
          member.name,
          new Map<string, AnyEntry<undefined>>(Object.entries(opaqueTokensEntries)).get(member.name),
        ),
      })),
    )),
    '## Protect an API',
    '',
    'The [README](../README.md#protect-your-api) has an example of a protected API. [Decision ' +
      '43](decisions/0043-checks-of-bearer-tokens.md) gives the reasons for the checks of access tokens.',
    '',
    '### `protectedResource`',
    '',
    'Returns a `ProtectedResource`, which checks requests to an API and serves the metadata of the API. `checkFor({ scope })` of a ' +
      '`ProtectedResource` returns the check for a route: a function that accepts the `Authorization` header. The list `scope` contains the ' +
      'scopes that the route requires, and is empty by default. Invalid options and scopes throw at startup.',
    '',
    ...(await resourceSections()),
    '### `introspectedTokens`',
    '',
    'Makes a value for the option `tokens` of `protectedResource`. Use `introspectedTokens` if the API and the authorization server run on ' +
      'different machines. The API looks up each token at the introspection endpoint (RFC 7662). Invalid options throw at startup.',
    '',
    ...(await introspectionSections()),
    '## The adapters',
    '',
    ...(await adapterSections()),
  ]
    .join('\n')
    .trimEnd() + '\n';
