select epoch from shard_lease where shard = @shard
