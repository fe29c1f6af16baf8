update shard_lease set epoch = epoch + 1 where shard = @shard returning epoch
