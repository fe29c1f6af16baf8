-- Stores submissions, and lets them wait from now on. What is stored already under the same name stays as it is.
-- KEYS: 1 waiting. ARGV: 1 now (ms), 2 seconds to remember each, then name and line of each.
-- Returns how many are new.
local new = 0
for i = 3, #ARGV, 2 do
  if redis.call('SET', 'submission:' .. ARGV[i], ARGV[i + 1], 'NX', 'EX', ARGV[2]) then
    redis.call('ZADD', KEYS[1], ARGV[1], ARGV[i])
    new = new + 1
  end
end
return new
