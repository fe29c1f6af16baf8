-- Gives a lock back, unless it has run out and somebody else has it.
-- KEYS: 1 lock. ARGV: 1 token. Returns 1 when it was given back.
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
