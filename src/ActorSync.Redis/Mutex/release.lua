-- Gives a mutex back, if it is still the caller's.
--
-- KEYS[1]  the mutex
-- ARGV[1]  the caller's token
--
-- Returns 1: given back; 0: it was not the caller's any more

if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
