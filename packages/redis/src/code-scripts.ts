/** Saves a record (ARGV 1) until a time (ARGV 2, in seconds since 1970-01-01T00:00:00Z). A record never replaces another. */
export const saveCodeScript = `
if redis.call('HSETNX', KEYS[1], 'record', ARGV[1]) == 0 then
  return redis.error_reply('ERR This code is saved already.')
end
redis.call('EXPIREAT', KEYS[1], ARGV[2])
return 'OK'`;

/** Returns a record, how often it was taken, and the time of its first use (ARGV 1). The key stays, so that a second use is detected. */
export const takeCodeScript = `
local record = redis.call('HGET', KEYS[1], 'record')
if not record then return nil end
redis.call('HSETNX', KEYS[1], 'usedAt', ARGV[1])
return { record, redis.call('HINCRBY', KEYS[1], 'uses', 1), redis.call('HGET', KEYS[1], 'usedAt') }`;

/** Records an answer (ARGV 1) until a time (ARGV 2), unless there is one. Returns the recorded answer. */
export const recordAnswerScript = `
local recorded = redis.call('GET', KEYS[1])
if recorded then return recorded end
redis.call('SET', KEYS[1], ARGV[1])
redis.call('EXPIREAT', KEYS[1], ARGV[2])
return ARGV[1]`;
