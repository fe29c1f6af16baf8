-- Shared until the transaction ends: whoever wants to take one of these shards over waits.
select shard as Shard, epoch as Epoch
from shard_lease force index (primary)
where shard in @shards
lock in share mode
