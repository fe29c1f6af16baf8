-- Puts back accounts of one shard that the queue may have lost: none waits longer for it, and none that is leased is added.
--
-- KEYS[1]  sorted set: accounts that wait, by the time at which they are due
-- KEYS[2]  sorted set: leased accounts, by the time at which the lease ends
-- ARGV     due, account, due, account, ...; times are milliseconds since 1970
--
-- Returns how many were added or are due earlier now

local changed = 0
for i = 1, #ARGV, 2 do
  local due, account = ARGV[i], ARGV[i + 1]
  if not redis.call('ZSCORE', KEYS[2], account) then
    local other = redis.call('ZSCORE', KEYS[1], account)
    if not other or tonumber(other) > tonumber(due) then
      redis.call('ZADD', KEYS[1], due, account)
      changed = changed + 1
    end
  end
end
return changed
