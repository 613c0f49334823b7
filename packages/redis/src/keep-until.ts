/**
 * The function of a script that lets a hash expire at a time, unless it expires later. Its field `expires` has the time: EXPIREAT has the
 * option GT only since Redis 7.
 */
export const keepUntil = `
local function keepUntil(expiry)
  if tonumber(expiry) > tonumber(redis.call('HGET', KEYS[1], 'expires') or '0') then
    redis.call('HSET', KEYS[1], 'expires', expiry)
    redis.call('EXPIREAT', KEYS[1], expiry)
  end
end`;
