select count(*) from shard_lease
