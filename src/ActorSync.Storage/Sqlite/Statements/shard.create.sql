with recursive shard (number) as (select 0 union all select number + 1 from shard where number + 1 < @shards)
insert into shard_lease (shard, epoch) select number, 0 from shard
