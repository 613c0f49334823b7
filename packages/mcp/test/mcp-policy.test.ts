import { mcpPolicy } from '@codegrant/mcp';
import { definePolicy, readPolicy } from '@codegrant/server';
import { describe, expect, it } from 'vitest';

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

  it('leaves it to the server to refuse wrong settings.', () => {
    const problemsWith = (settings: object): readonly string[] => {
      const read = readPolicy(mcpPolicy({ ...mail, ...settings }));
      return read.kind === 'invalid' ? read.problems : [];
    };
    expect(problemsWith({ resource: 'mail' }).join(' ')).toContain('resources.mail');
    expect(problemsWith({ scopes: undefined }).join(' ')).toContain('scopes');
    expect(problemsWith({ skopes: {} }).join(' ')).toContain('skopes');
  });
});
