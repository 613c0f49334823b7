import { mcpPolicy } from '@codegrant/mcp';
import { definePolicy, readPolicy } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../testing/problems-of.ts';

const mail = {
  resource: 'https://mail.example/mcp',
  name: 'Mail',
  scopes: { read: { name: 'Read your mail' }, send: { name: 'Send mail' } },
};

describe('mcpPolicy', () => {
  it('is a policy for one MCP server, with what MCP clients need.', () => {
    const policy = definePolicy(mcpPolicy(mail));
    expect(policy.issuer).toBe('https://mail.example');
    expect(policy.defaultScope).toEqual(['read', 'send']);
    expect(mcpPolicy(mail)).toMatchObject({
      resources: { 'https://mail.example/mcp': { name: 'Mail' } },
      defaultResource: ['https://mail.example/mcp'],
      unknownScope: 'ignore',
      refreshTokens: 'always',
    });
  });

  it('has no member that is not of the policy.', () => {
    expect(Object.keys(mcpPolicy(mail))).not.toContain('resource');
    expect(readPolicy(mcpPolicy(mail))).toMatchObject({ kind: 'valid' });
  });

  it('takes every other member of the policy, in place of its own.', () => {
    const own = { issuer: 'https://login.example', defaultScope: ['read'], refreshTokens: 'never' } as const;
    expect(mcpPolicy({ ...mail, ...own, codeLifetimeSeconds: 30 })).toMatchObject({ ...own, codeLifetimeSeconds: 30 });
  });

  it.each(['http://mcp.example/mcp', '/mcp', 'localhost:3000/mcp', 'https://mail.example/mcp#a', '', undefined])(
    'refuses the resource %j, and says what to set.',
    (resource) => {
      expect(problemsOf(() => mcpPolicy(Object({ ...mail, resource })))).toEqual([
        `resource ${JSON.stringify(resource)} must be the URL of the MCP server, exactly as users type it: https, or http on ` +
          'http://127.0.0.1, http://[::1] or http://localhost, without a fragment.',
      ]);
    },
  );

  it('takes an MCP server on this machine, over http.', () => {
    expect(mcpPolicy({ ...mail, resource: 'http://localhost:3000/mcp' }).issuer).toBe('http://localhost:3000');
  });

  it('leaves it to the server to refuse other wrong settings.', () => {
    const problemsWith = (settings: object): readonly string[] => {
      const read = readPolicy(mcpPolicy({ ...mail, ...settings }));
      return read.kind === 'invalid' ? read.problems : [];
    };
    expect(problemsWith({ scopes: undefined }).join(' ')).toContain('scopes');
    expect(problemsWith({ skopes: {} }).join(' ')).toContain('skopes');
  });
});
