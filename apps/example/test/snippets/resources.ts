import { type PolicySettings, protectedResource, type ProtectedResource, type TokenFinder } from '@codegrant/server';

export const policy: PolicySettings = {
  issuer: 'https://login.example',
  scopes: { 'mail.read': { name: 'Read your mail' }, 'files.read': { name: 'Read your files' } },
  resources: {
    'https://mail.example/mcp': { name: 'Mail', scopes: ['mail.read'] },
    'https://files.example/mcp': { name: 'Files', scopes: ['files.read'] },
  },
  // For clients that send no resource. Without this line, they get invalid_target.
  defaultResource: ['https://mail.example/mcp'],
};

/** The MCP server at https://mail.example/mcp. It accepts only tokens that are for it. */
export const mailServer = (server: TokenFinder): ProtectedResource =>
  protectedResource({
    tokens: server,
    resource: 'https://mail.example/mcp',
    authorizationServers: [policy.issuer],
    scopes: ['mail.read'],
  });
