select shard as Shard, epoch as Epoch from shard_lease lock in share mode
