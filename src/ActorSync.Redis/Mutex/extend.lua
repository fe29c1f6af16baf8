-- Lets a mutex last longer, if it is still the caller's.
--
-- KEYS[1]  the mutex
-- ARGV[1]  the caller's token
-- ARGV[2]  how long from now, in milliseconds
--
-- Returns 1: extended; 0: it was not the caller's any more

if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0
