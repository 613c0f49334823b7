import { keepUntil } from './keep-until.ts';

// The grants of a subject are the fields of one hash, `grant:ID`. A value is the time at which the grant expires, a space and the
// record. A revoked grant is the time alone, until which it stays revoked.

/**
 * Looks at about 16 fields each time a grant is added, and deletes those that have expired by a time. The next time it goes on from
 * there, so a subject that signs in often has few expired grants, and no script takes long. Redis 4 runs HSCAN in a script that
 * writes only if it replicates the commands in place of the script. Later releases always do.
 */
const dropExpired = `
if redis.replicate_commands then redis.replicate_commands() end
local function dropExpired(now)
  local cursor = redis.call('HGET', KEYS[1], 'cursor') or '0'
  local scanned = redis.call('HSCAN', KEYS[1], cursor, 'MATCH', 'grant:*', 'COUNT', 16)
  redis.call('HSET', KEYS[1], 'cursor', scanned[1])
  for i = 1, #scanned[2], 2 do
    if tonumber(string.match(scanned[2][i + 1], '^%d+')) < tonumber(now) then
      redis.call('HDEL', KEYS[1], scanned[2][i])
    end
  end
end`;

/** Saves a grant (its field is ARGV 1) until a time (ARGV 2), with its record (ARGV 3), unless it is revoked. ARGV 4 is the time now. */
export const saveGrantScript: string = `${dropExpired}${keepUntil}
local kept = redis.call('HGET', KEYS[1], ARGV[1])
if kept and not string.find(kept, ' ', 1, true) then return 'OK' end
if not kept then dropExpired(ARGV[4]) end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. ARGV[3])
keepUntil(ARGV[2])
return 'OK'`;

/** Returns the record of a grant (ARGV 1), unless it is unknown or revoked. */
export const findGrantScript: string = `
local kept = redis.call('HGET', KEYS[1], ARGV[1])
return kept and string.match(kept, '^%d+ (.*)$')`;

/** Returns the records of all grants that are not revoked. */
export const listGrantsScript: string = `
local records = {}
for _, value in ipairs(redis.call('HVALS', KEYS[1])) do
  local record = string.match(value, '^%d+ (.*)$')
  if record then table.insert(records, record) end
end
return records`;

/**
 * Revokes a grant (ARGV 1) until a time (ARGV 2), or longer if it would be kept longer. ARGV 3 is the time now.
 */
export const revokeGrantScript: string = `${dropExpired}${keepUntil}
local kept = redis.call('HGET', KEYS[1], ARGV[1])
if not kept then dropExpired(ARGV[3]) end
local expiry = kept and string.match(kept, '^%d+') or '0'
if tonumber(expiry) < tonumber(ARGV[2]) then expiry = ARGV[2] end
redis.call('HSET', KEYS[1], ARGV[1], expiry)
keepUntil(expiry)
return 'OK'`;
