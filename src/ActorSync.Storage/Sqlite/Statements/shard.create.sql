insert into shard_lease (shard, epoch) select value, 0 from json_each(@shards)
