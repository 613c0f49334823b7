import type { Ports } from './guarded-ports.ts';
import { hasMethod } from './has-method.ts';

type PortMethods = {
  readonly [Name in keyof Ports<never>]: readonly (keyof NonNullable<Ports<never>[Name]>)[];
};

/** The methods that each port must have. */
export const portMethods: PortMethods = {
  clients: ['find'],
  owner: ['identify'],
  tokens: ['issue', 'revoke'],
  store: ['saveCode', 'takeCode', 'recordAnswer'],
  consents: ['granted', 'remember', 'forget'],
  grants: [
    'saveGrant',
    'findGrant',
    'listGrants',
    'revokeGrant',
    'saveRefreshToken',
    'findRefreshToken',
    'useRefreshToken',
  ],
  accessTokens: ['saveAccessToken', 'findAccessToken', 'revokeAccessToken'],
};

/** Returns the methods that a port lacks, each in a sentence. The types say so too, but JavaScript has no types. */
export const methodProblems = (name: string, port: unknown, methods: readonly string[]): readonly string[] =>
  methods
    .filter((method) => !hasMethod(port, method))
    .map(
      (method) =>
        `${name}.${method} must be a function${Array.isArray(port) ? `, and ${name} must not be an array` : ''}.`,
    );
