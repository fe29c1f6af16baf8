-- Leases accounts of one shard that are due, the longest due first, after taking back leases that have ended.
--
-- KEYS[1]  sorted set: accounts that wait, by the time at which they are due;
--          the empty name stands in it at +inf: where it is missing, the set is new or was lost
-- KEYS[2]  sorted set: leased accounts, by the time at which the lease ends
-- ARGV[1]  now
-- ARGV[2]  when new leases end
-- ARGV[3]  most accounts to lease, and most leases to take back; 0: the sets are only looked at
--
-- All times are milliseconds since 1970.
--
-- Returns { kept, next, account, due, lease, account, due, lease, ... }
--   kept   1: the set has stood since it was marked; 0: it was not marked, and is now
--   next   when something is due or a lease ends; -1: nothing is here
--   lease  when it ends; no two leases of an account end at the same time while one of them lasts

local waiting, leased = KEYS[1], KEYS[2]
local now, lease_end, limit = ARGV[1], tonumber(ARGV[2]), ARGV[3]

local kept = 1
if not redis.call('ZSCORE', waiting, '') then
  redis.call('ZADD', waiting, '+inf', '')
  kept = 0
end

local ended = redis.call('ZRANGEBYSCORE', leased, '-inf', now, 'WITHSCORES', 'LIMIT', 0, limit)
for i = 1, #ended, 2 do
  local due = redis.call('ZSCORE', waiting, ended[i])
  if not due or tonumber(due) > tonumber(ended[i + 1]) then
    redis.call('ZADD', waiting, ended[i + 1], ended[i])
  end
end
if #ended > 0 then
  redis.call('ZREMRANGEBYRANK', leased, 0, #ended / 2 - 1)
end

local answer = { kept, -1 }
local due = redis.call('ZRANGEBYSCORE', waiting, '-inf', now, 'WITHSCORES', 'LIMIT', 0, limit)
for i = 1, #due, 2 do
  local lease = lease_end
  local other = redis.call('ZSCORE', leased, due[i])
  if other and tonumber(other) >= lease then
    lease = tonumber(other) + 1
  end
  redis.call('ZADD', leased, lease, due[i])
  answer[#answer + 1] = due[i]
  answer[#answer + 1] = due[i + 1]
  answer[#answer + 1] = lease
end
if #due > 0 then
  redis.call('ZREMRANGEBYRANK', waiting, 0, #due / 2 - 1)
end

for _, key in ipairs(KEYS) do
  local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
  if first[1] and first[1] ~= '' then
    local at = tonumber(first[2])
    if answer[2] < 0 or at < answer[2] then
      answer[2] = at
    end
  end
end
return answer
