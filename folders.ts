/**
 * The folders of each package, from top to bottom. A file imports from its own folder and from folders further down in this list,
 * never from one further up. Nesting does not matter. So no circle can arise. The linter enforces it (oxlint.config.ts).
 */
export const folders: Readonly<Record<'core' | 'server' | 'conformance', readonly string[]>> = {
  core: [
    '.',
    'endpoints/metadata',
    'endpoints/token',
    'endpoints/token/authorization-code',
    'endpoints/token/refresh-token',
    'endpoints/token/grant-type',
    'endpoints/consent',
    'endpoints/authorization/explain',
    'endpoints/authorization',
    'endpoints/authorization/consent',
    'endpoints/authorization/owner',
    'endpoints/authorization/request',
    'client-authentication',
    'errors',
    'grant',
    'client',
    'http',
    'settings',
    'code',
    'redirect-uri',
    'crypto',
    'encoding',
    'rules',
    'flow',
  ],
  server: ['.', 'endpoints', 'openapi', 'options', 'memory', 'events', 'ports', 'http', 'platform'],
  conformance: ['.', 'command', 'suite', 'judge', 'expected', 'wire', 'vectors'],
};
