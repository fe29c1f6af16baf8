select due
from delay force index (delay_by_due)
where shard in @shards
order by due
limit 1
