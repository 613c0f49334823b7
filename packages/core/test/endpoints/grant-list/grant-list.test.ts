import { decideGrantList, type GrantRecord, grantListReply } from '@codegrant/core';
import { answered, findOwnGrant, listGrants, revokeOwnGrant } from '@codegrant/core/internal';
import { oauthGrantListResponseSchema, oauthGrantResponseSchema } from '@codegrant/core/schemas';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

const now = 1_700_000_000;
const grantId = '11111111-1111-8111-8111-111111111111';

const record: GrantRecord = {
  grantId,
  subject: 'alice',
  clientId: 'app',
  scope: 'read write',
  resources: undefined,
  authTime: undefined,
  createdAt: now - 100,
  lastUsedAt: now - 50,
  expiresAt: now + 1000,
};

const owner = { subject: 'alice' };

/** Ports that note which of them a flow called. */
const portsWith = (subject: string | undefined) => {
  const calls: string[] = [];
  const noted = <Value>(name: string, value: Value) => {
    calls.push(name);
    return answered(value);
  };
  return {
    calls,
    ports: {
      identifyOwner: () => noted('identifyOwner', subject === undefined ? undefined : { subject }),
      now: () => answered(now),
      listGrants: () => noted('listGrants', [record]),
      findGrant: () => noted('findGrant', record),
      revokeOwnedGrant: () => noted('revokeOwnedGrant', undefined),
    },
  };
};

describe('The list of grants', () => {
  it('asks for no grant without a resource owner, and for none if the page is wrong.', () => {
    const nobody = portsWith(undefined);
    listGrants<never>('', nobody.ports).next();
    findOwnGrant<never>(grantId, nobody.ports).next();
    revokeOwnGrant<never>(grantId, nobody.ports).next();
    expect(nobody.calls).toEqual(['identifyOwner', 'identifyOwner', 'identifyOwner']);
    const wrongPage = portsWith('alice');
    listGrants<never>('page[size]=0', wrongPage.ports).next();
    expect(wrongPage.calls).toEqual(['identifyOwner']);
  });

  it.each(['', 'x', `x${grantId}`, `${grantId}x`, ` ${grantId}`, grantId.replaceAll('-', ''), `${grantId}\n`])(
    'asks no store for the identifier %j, which is no UUID.',
    (id) => {
      const { calls, ports } = portsWith('alice');
      expect(revokeOwnGrant<never>(id, ports).next().value).toMatchObject({ kind: 'refuse' });
      expect(calls).toEqual(['identifyOwner']);
    },
  );

  it('revokes a grant after it was found, and no grant that has expired.', () => {
    const { calls, ports } = portsWith('alice');
    expect(revokeOwnGrant<never>(grantId, ports).next().value).toMatchObject({ kind: 'revokeGrant' });
    expect(calls).toEqual(['identifyOwner', 'findGrant', 'revokeOwnedGrant']);
    const request = { kind: 'revoke', grantId } as const;
    const grants = [{ ...record, expiresAt: now }];
    expect(decideGrantList(request, { owner, grants, now })).toMatchObject({ kind: 'refuse' });
  });

  it('does not change the order of the records that a store returned.', () => {
    const older = { ...record, grantId: grantId.replaceAll('1', '2'), createdAt: now - 200 };
    const grants = Object.freeze([older, record]);
    expect(decideGrantList({ kind: 'list', query: '' }, { owner, grants, now })).toMatchObject({
      grants: [{ grantId }, { grantId: older.grantId }],
    });
    expect(grants).toEqual([older, record]);
  });

  it('never throws, whatever the query and the identifier are, and each reply with grants matches its schema.', () => {
    const grants = [record, { ...record, grantId: grantId.replaceAll('1', '2'), resources: 'https://a.example' }];
    const queries = fc.oneof(
      fc.string(),
      fc.nat().map((n) => `page[number]=${n}&page[size]=${n % 120}`),
    );
    fc.assert(
      fc.property(queries, fc.string(), (query, id) => {
        const list = grantListReply(decideGrantList({ kind: 'list', query }, { owner, grants, now }));
        if (list.status === 200) v.parse(oauthGrantListResponseSchema, JSON.parse(list.body));
        else expect(list.status).toBe(400);
        expect(grantListReply(decideGrantList({ kind: 'find', grantId: id }, { owner, grants, now })).status).toBe(404);
      }),
    );
    const one = grantListReply(decideGrantList({ kind: 'find', grantId }, { owner, grants, now }));
    expect(v.parse(oauthGrantResponseSchema, JSON.parse(one.body)).data.id).toBe(grantId);
  });
});
