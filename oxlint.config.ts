import { posix } from 'node:path';
import { defineConfig, type OxlintOverride } from 'oxlint';
import { folders } from './folders.ts';

interface Restriction {
  readonly group: string[];
  readonly message: string;
}

type Layered = keyof typeof folders;

/** What a package may not import, and what to do instead. */
const restrictions: Readonly<Record<Layered, readonly Restriction[]>> = {
  core: [
    {
      group: ['node:*', '@codegrant/*'],
      message: 'Core depends on valibot and @oslojs alone. Code that needs more belongs in server or an adapter.',
    },
  ],
  server: [
    {
      group: [
        'node:*',
        '@codegrant/node',
        '@codegrant/fastify',
        '@codegrant/fetch',
        '@codegrant/mcp',
        '@codegrant/sql',
        '@codegrant/redis',
        '@codegrant/jwt',
        '@codegrant/limits',
        '@codegrant/client-documents',
        '@codegrant/client-assertions',
      ],
      message: 'Server runs on every runtime and knows no adapter and no store. Pass what it needs through a port.',
    },
  ],
  conformance: [],
};

/** The folders above one, as a file in it would name them. */
const above = (list: readonly string[], folder: string): string[] =>
  list.slice(0, list.indexOf(folder)).map((upper) => {
    const path = posix.relative(folder, upper);
    return path.startsWith('.') ? `${path}/*.ts` : `./${path}/*.ts`;
  });

const filesIn = (name: Layered, folder: string): string => posix.join('packages', name, 'src', folder, '*.ts');

const layersOf = (name: Layered): OxlintOverride[] =>
  folders[name].map((folder) => ({
    files: [filesIn(name, folder)],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...restrictions[name],
            ...above(folders[name], folder).map((group) => ({
              group: [group],
              message: `${folder} is below that folder (folders.ts), so it may not import from it. Move the code that both need down.`,
            })),
          ],
        },
      ],
    },
  }));

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['**/dist/**'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/consistent-return': 'off',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    'no-shadow': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'no-await-in-loop': 'off',
    'oxc/no-map-spread': 'off',
    // Express 5 handles the rejected promises of handlers.
    'oxc/no-async-endpoint-handlers': 'off',
  },
  overrides: [
    {
      files: ['packages/core/src/**'],
      rules: {
        'oxc/no-async-await': 'error',
        'no-restricted-globals': [
          'error',
          { name: 'fetch', message: 'Core does no I/O. Look the value up in server and pass it in.' },
          { name: 'crypto', message: 'Core makes no randomness. Take Entropy as an argument.' },
          { name: 'process', message: 'Core knows no platform. Take the value as an argument.' },
          { name: 'setTimeout', message: 'Core has no timers. Take the time as an argument.' },
          { name: 'Promise', message: 'Core is synchronous. Awaiting belongs in server.' },
        ],
        'no-restricted-properties': [
          'error',
          { object: 'Date', property: 'now', message: 'Core reads no clock. Take `now` as an argument, in seconds.' },
          { object: 'Math', property: 'random', message: 'Core makes no randomness. Take Entropy as an argument.' },
        ],
      },
    },
    ...layersOf('core'),
    ...layersOf('server'),
    ...layersOf('conformance'),
    {
      files: ['packages/node/src/**', 'packages/fastify/src/**', 'packages/fetch/src/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['@codegrant/core', '@codegrant/core/*'],
                message: 'An adapter only translates. A rule that it needs belongs in server.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['packages/mcp/src/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['@codegrant/core', '@codegrant/core/*', 'node:*'],
                message:
                  'The MCP SDK gets what server decides, on every runtime. A rule that it needs belongs in server.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['packages/sql/src/**', 'packages/redis/src/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['@codegrant/core', '@codegrant/core/*', 'node:*'],
                message:
                  'A store only keeps what server gives it, on every runtime. A rule that it needs belongs in server.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['packages/jwt/src/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['@codegrant/core', '@codegrant/core/*', 'node:*'],
                message: 'Tokens are a port of server, on every runtime. Import its types and errors from server.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['packages/client-assertions/src/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['@codegrant/core', '@codegrant/core/*', 'node:*'],
                message:
                  'Client assertions are an option of server, on every runtime. Import its types and errors from server.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['packages/limits/src/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['@codegrant/core', '@codegrant/core/*', 'node:*'],
                message: 'Limits are an option of server. Import its types and errors from server.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['packages/client-documents/src/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['@codegrant/core', '@codegrant/core/*'],
                message: 'A client source is for the server. Import what it needs from server.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['packages/client-documents/src/**'],
      excludeFiles: ['packages/client-documents/src/node-*.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['@codegrant/core', '@codegrant/core/*'],
                message: 'A client source is for the server. Import what it needs from server.',
              },
              {
                group: ['node:*'],
                message: 'This file runs on Workers too. What needs Node belongs in a file node-*.ts.',
              },
            ],
          },
        ],
      },
    },
    { files: ['apps/differential/rivals/**'], rules: { 'oxc/no-async-endpoint-handlers': 'off' } },
    { files: ['**/test/**'], rules: { 'typescript/no-floating-promises': 'off' } },
    // Tests copy checked values on purpose: no copy must pass for a checked one.
    {
      files: ['**/test/**', 'packages/conformance/src/suite/**'],
      rules: { 'typescript/no-misused-spread': 'off' },
    },
  ],
});
