import { tokenRejectionReply } from '@codegrant/core';
import { httpRules, refusalJsonReply, refusalReply, refuse, rejectToken } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { defaultPages } from '@codegrant/core';

const token = { error: 'temporarily_unavailable', status: 503, revoke: 'nothing' } as const;

describe('Retry-After', () => {
  const { serverAvailable, serverWorks, notPrefetched } = httpRules;
  const { retryAfterSeconds } = serverAvailable.verdict;

  it('is in the page, the JSON and the token error of the rule that says when to try again (R192).', () => {
    const replies = [
      refusalReply(refuse(serverAvailable), defaultPages),
      refusalJsonReply(refuse(serverAvailable)),
      tokenRejectionReply(rejectToken({ ...serverAvailable, verdict: { ...token, retryAfterSeconds } })),
    ];
    for (const { status, headers } of replies) {
      expect([status, headers['retry-after']]).toEqual([503, '5']);
      expect(headers).toHaveProperty('cache-control', 'no-store');
    }
  });

  it('is sooner than a code expires by default, so that a client can redeem it at the second try.', () => {
    expect(retryAfterSeconds).toBeLessThanOrEqual(60 / 3);
  });

  it('is in no reply of another rule, not even in a 503.', () => {
    for (const rule of [serverWorks, notPrefetched]) {
      expect(refusalReply(refuse(rule), defaultPages).headers).not.toHaveProperty('retry-after');
      expect(refusalJsonReply(refuse(rule)).headers).not.toHaveProperty('retry-after');
    }
    expect(tokenRejectionReply(rejectToken({ ...serverWorks, verdict: token })).headers).not.toHaveProperty(
      'retry-after',
    );
  });
});
