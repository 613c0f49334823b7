// The registrations are three keys with one hash tag, so that they are on one node of a cluster. KEYS 1 is a hash. Its field `client:ID` has
// a line of JSON with the origin, the revision and the members of KEYS 2 of the registration, and then the registration. `count:ORIGIN` is how
// many there are of an origin. KEYS 2 is a sorted set in the order of the lists. KEYS 3 is a sorted set of the times at which registrations
// expire.

const firstLine = `
local function firstLine(value)
  return cjson.decode(string.match(value, '^[^\\n]*'))
end`;

const remove = `${firstLine}
local function remove(id)
  local kept = redis.call('HGET', KEYS[1], 'client:' .. id)
  if not kept then return 0 end
  local decoded = firstLine(kept)
  redis.call('HDEL', KEYS[1], 'client:' .. id)
  redis.call('HINCRBY', KEYS[1], 'count:' .. decoded.origin, -1)
  redis.call('ZREM', KEYS[2], unpack(decoded.listed))
  redis.call('ZREM', KEYS[3], id)
  return 1
end`;

/** Deletes what expired by a time, at most 100 registrations. A script that takes longer would keep other clients waiting. */
const dropExpired = `
if redis.replicate_commands then redis.replicate_commands() end
local function dropExpired(now)
  local expired = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now, 'LIMIT', 0, 100)
  for _, id in ipairs(expired) do remove(id) end
  return #expired
end`;

/**
 * Creates a registration (its client_id is ARGV 1, its value ARGV 2, its origin ARGV 3) that expires at a time (ARGV 4, or nothing), unless
 * there are as many of its origin as ARGV 5 (or nothing). ARGV 6 is the time now, and what follows are the members of KEYS 2.
 */
export const createClientScript: string = `${remove}${dropExpired}
dropExpired(ARGV[6])
local field = 'client:' .. ARGV[1]
if redis.call('HEXISTS', KEYS[1], field) == 1 then return 'exists' end
local count = tonumber(redis.call('HGET', KEYS[1], 'count:' .. ARGV[3]) or '0')
if ARGV[5] ~= '' and count >= tonumber(ARGV[5]) then return 'full' end
redis.call('HSET', KEYS[1], field, ARGV[2])
redis.call('HINCRBY', KEYS[1], 'count:' .. ARGV[3], 1)
for i = 7, #ARGV do redis.call('ZADD', KEYS[2], 0, ARGV[i]) end
if ARGV[4] ~= '' then redis.call('ZADD', KEYS[3], ARGV[4], ARGV[1]) end
return 'created'`;

/** Returns the value of a registration (ARGV 1), and when it expires. */
export const readClientScript = `
return {redis.call('HGET', KEYS[1], 'client:' .. ARGV[1]), redis.call('ZSCORE', KEYS[3], ARGV[1])}`;

/** Replaces a registration (ARGV 1) by a value (ARGV 2), if its revision is ARGV 3 and it has not expired by a time (ARGV 4). */
export const updateClientScript: string = `${firstLine}
local kept = redis.call('HGET', KEYS[1], 'client:' .. ARGV[1])
local expiry = redis.call('ZSCORE', KEYS[3], ARGV[1])
if not kept or (expiry and tonumber(expiry) <= tonumber(ARGV[4])) then return 'unknown' end
if firstLine(kept).revision ~= tonumber(ARGV[3]) then return 'conflict' end
redis.call('HSET', KEYS[1], 'client:' .. ARGV[1], ARGV[2])
return 'updated'`;

/** Deletes a registration (ARGV 1). Returns whether there was one that had not expired by a time (ARGV 2). */
export const deleteClientScript: string = `${remove}
local expiry = redis.call('ZSCORE', KEYS[3], ARGV[1])
local removed = remove(ARGV[1])
if expiry and tonumber(expiry) <= tonumber(ARGV[2]) then return 0 end
return removed`;

/** Keeps a registration (ARGV 1) that has not expired by a time (ARGV 2). */
export const keepClientScript = `
local expiry = redis.call('ZSCORE', KEYS[3], ARGV[1])
if expiry and tonumber(expiry) > tonumber(ARGV[2]) then redis.call('ZREM', KEYS[3], ARGV[1]) end
return 'OK'`;

/** Deletes what expired by a time (ARGV 1). Returns how many registrations that were, at most 100. */
export const dropClientsScript: string = `${remove}${dropExpired}
return dropExpired(ARGV[1])`;

/**
 * Lists the registrations between two members of KEYS 2 (ARGV 1 and 2): ARGV 4 of them after the first ARGV 3. Returns how many there
 * are, and for each the value and when it expires.
 */
export const listClientsScript = `
local reply = {tostring(redis.call('ZLEXCOUNT', KEYS[2], ARGV[1], ARGV[2]))}
for _, member in ipairs(redis.call('ZRANGEBYLEX', KEYS[2], ARGV[1], ARGV[2], 'LIMIT', ARGV[3], ARGV[4])) do
  local id = string.match(member, '[^\\n]*$')
  table.insert(reply, redis.call('HGET', KEYS[1], 'client:' .. id))
  table.insert(reply, redis.call('ZSCORE', KEYS[3], id) or '')
end
return reply`;
