-- Moves what is due into the claimed set, where it comes back from when its claim runs out.
-- KEYS: 1 waiting, 2 claimed. ARGV: 1 now (ms), 2 end of the claim (ms), 3 at most.
-- Returns the lines of the submissions.
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  redis.call('ZREM', KEYS[2], name)
  redis.call('ZADD', KEYS[1], ARGV[1], name)
end
local lines = {}
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])) do
  redis.call('ZREM', KEYS[1], name)
  redis.call('ZADD', KEYS[2], ARGV[2], name)
  lines[#lines + 1] = redis.call('GET', 'submission:' .. name)
end
return lines
