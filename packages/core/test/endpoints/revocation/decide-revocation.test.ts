import { decideRevocation, type RevocationOutcome, revocationReply, type TokenType } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { jsonHeaders } from '../../fixtures/json.ts';
import { credentials, type SeenTokens, tokensOf } from '../../fixtures/presented-tokens.ts';

const both: readonly TokenType[] = ['access_token', 'refresh_token'];

const revoke = (
  form: string,
  tokens: SeenTokens = tokensOf(),
  revocableTypes: readonly TokenType[] = both,
): RevocationOutcome =>
  decideRevocation({ form: `${credentials}&${form}`, authorization: undefined }, { ...tokens, revocableTypes });

describe('A revocation', () => {
  it('of a refresh token names its grant, and the user for logs (R245).', () => {
    expect(revoke('token=a-token')).toMatchObject({
      kind: 'revokeGrant',
      client: { client_id: 'app' },
      subject: 'user-1',
      grantId: '00000000-0000-8000-8000-000000000000',
    });
  });

  it('of an access token names the token, and the user for logs (R246).', () => {
    expect(revoke('token=an-access-token')).toMatchObject({
      kind: 'revokeAccessToken',
      client: { client_id: 'app' },
      subject: 'user-1',
      accessToken: 'an-access-token',
    });
  });

  it.each<[string, readonly string[]]>([
    ['', ['refresh token', 'access token']],
    ['&token_type_hint=refresh_token', ['refresh token', 'access token']],
    ['&token_type_hint=access_token', ['access token', 'refresh token']],
    ['&token_type_hint=other', ['refresh token', 'access token']],
  ])('with the hint %j searches first where the hint says, and then everywhere (R242).', (hint, order) => {
    const tokens = tokensOf();
    expect(revoke(`token=unknown${hint}`, tokens)).toMatchObject({ kind: 'revokeNothing', because: 'unknown' });
    expect(tokens.searched).toEqual(order);
  });

  it('searches no further than the first place where it finds the token.', () => {
    const tokens = tokensOf();
    revoke('token=an-access-token&token_type_hint=access_token', tokens);
    expect(tokens.searched).toEqual(['access token']);
  });

  it.each(['%00', '%0A', '%C3%A4', '%7F'])(
    'searches nowhere for a token with the character %s (R244).',
    (character) => {
      const tokens = tokensOf();
      expect(revoke(`token=a-token${character}`, tokens).kind).toBe('revokeNothing');
      expect(tokens.searched).toEqual([]);
    },
  );

  it('searches nothing before the client has authenticated (R241).', () => {
    const tokens = tokensOf();
    const posted = { form: 'token=a-token&client_id=app&client_secret=wrong', authorization: undefined };
    expect(decideRevocation(posted, { ...tokens, revocableTypes: both })).toMatchObject({
      kind: 'rejectToken',
      clientId: 'app',
      scheme: undefined,
      rule: { name: 'client-secret-right' },
    });
    expect(tokens.searched).toEqual([]);
  });

  it('names the scheme that the client used, for the challenge (R241).', () => {
    const posted = { form: 'token=a-token', authorization: `Basic ${btoa('app:wrong')}` };
    expect(decideRevocation(posted, { ...tokensOf(), revocableTypes: both })).toMatchObject({ scheme: 'Basic' });
    const unreadable = { form: 'token=a-token', authorization: 'Basic !' };
    expect(decideRevocation(unreadable, { ...tokensOf(), revocableTypes: both })).toMatchObject({ scheme: 'Basic' });
  });

  it('without a token names the client, for logs (R240).', () => {
    expect(revoke('')).toMatchObject({ rule: { name: 'presented-token-sent' }, clientId: 'app' });
  });

  it('that the server does not support names the client, for logs (R247).', () => {
    expect(revoke('token=an-access-token', tokensOf(), ['refresh_token'])).toMatchObject({
      rule: { name: 'token-type-revocable' },
      clientId: 'app',
    });
  });

  it('is answered with an empty object, and no cache keeps the answer (R244).', () => {
    expect(revocationReply()).toEqual({ status: 200, headers: jsonHeaders, body: '{}' });
  });
});
