import { expect, it } from 'vitest';
import hono from './snippets/hono-secure-headers.ts';

const openerPolicyOf = async (path: string): Promise<string | null> =>
  (await hono.request(`https://login.example${path}`)).headers.get('cross-origin-opener-policy');

it('Hono’s secureHeaders leaves the opener policy of Codegrant and of the sign-in page alone.', async () => {
  expect(await openerPolicyOf('/oauth/authorize')).toBe('unsafe-none');
  expect(await openerPolicyOf('/sign-in')).toBe('unsafe-none');
  expect(await openerPolicyOf('/elsewhere')).toBe('same-origin');
});
