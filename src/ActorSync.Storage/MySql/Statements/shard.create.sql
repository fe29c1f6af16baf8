insert into shard_lease (shard, epoch)
select q.shard, 0 from json_table(@shards, '$[*]' columns (shard int path '$')) q
