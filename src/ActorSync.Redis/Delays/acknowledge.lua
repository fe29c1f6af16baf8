-- Ends leases of one shard, each only if it is still the lease that is meant.
--
-- KEYS[1]  sorted set: leased accounts, by the time at which the lease ends
-- ARGV     lease, account, lease, account, ...; a lease is told by its end, in milliseconds since 1970
--
-- Returns how many leases were ended

local ended = 0
for i = 1, #ARGV, 2 do
  local lease = redis.call('ZSCORE', KEYS[1], ARGV[i + 1])
  if lease and tonumber(lease) == tonumber(ARGV[i]) then
    redis.call('ZREM', KEYS[1], ARGV[i + 1])
    ended = ended + 1
  end
end
return ended
