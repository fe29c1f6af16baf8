-- What is due and nobody else is claiming, the longest due first. The key has this very order: rows that have to be sorted
-- would all be locked first. Rows of other shards are passed by in the key.
select account as Account, leased as Leased, shard as Shard, due as Due
from delay force index (delay_by_due)
where due <= @now and shard in @shards
order by due
limit @limit
for update skip locked
