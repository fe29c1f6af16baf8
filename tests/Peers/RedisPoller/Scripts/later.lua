-- Lets a claimed submission wait again.
-- KEYS: 1 waiting, 2 claimed. ARGV: 1 name, 2 until when (ms).
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
return 1
