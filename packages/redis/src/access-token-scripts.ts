/** Saves the record of an access token (ARGV 1) until a time (ARGV 2). A record never replaces another. */
export const saveAccessTokenScript = `
if redis.call('SETNX', KEYS[1], ARGV[1]) == 0 then
  return redis.error_reply('ERR This access token is saved already.')
end
redis.call('EXPIREAT', KEYS[1], ARGV[2])
return 'OK'`;

/** Returns the record of an access token. */
export const findAccessTokenScript = `return redis.call('GET', KEYS[1])`;

/** Revokes an access token: it is unknown then. */
export const revokeAccessTokenScript = `return redis.call('DEL', KEYS[1])`;
