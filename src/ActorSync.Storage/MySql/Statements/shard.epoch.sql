-- Shared until the transaction ends: whoever wants to take one of these shards over waits.
select l.shard as Shard, l.epoch as Epoch
from json_table(@rows, '$[*]' columns (shard int path '$[0]')) q
straight_join shard_lease l force index (primary) on l.shard = q.shard
lock in share mode
