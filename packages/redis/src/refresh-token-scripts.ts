import { keepUntil } from './keep-until.ts';

/** Saves the record of a refresh token (ARGV 1) until a time (ARGV 2). A recorded use stays. */
export const saveRefreshTokenScript: string = `${keepUntil}
redis.call('HSET', KEYS[1], 'record', ARGV[1])
keepUntil(ARGV[2])
return 'OK'`;

/** Returns the record of a refresh token, and 1 if a use is recorded. */
export const findRefreshTokenScript: string = `
local record = redis.call('HGET', KEYS[1], 'record')
if not record then return nil end
return { record, redis.call('HEXISTS', KEYS[1], 'use') }`;

/** Records a use of a refresh token (ARGV 1), unless one is recorded. Returns the recorded use. The key stays, so that a second use is detected. */
export const useRefreshTokenScript: string = `
if redis.call('HEXISTS', KEYS[1], 'record') == 0 then return nil end
redis.call('HSETNX', KEYS[1], 'use', ARGV[1])
return redis.call('HGET', KEYS[1], 'use')`;
