update shard_lease set epoch = last_insert_id(epoch + 1) where shard = @shard;
select last_insert_id()
