import { memoryTokens, type PolicySettings } from '@codegrant/server';

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

export const tokens = memoryTokens();

/** In the MCP server at https://mail.example/mcp: the user of a token, or undefined if the token is not for this server. */
export const userOf = (accessToken: string): string | undefined => {
  const token = tokens.find(accessToken);
  return token?.resources.includes('https://mail.example/mcp') ? token.subject : undefined;
};
