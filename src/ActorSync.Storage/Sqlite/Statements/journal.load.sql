-- The newest snapshot of each account, told by its missing type, and all events after it. One statement, so that both
-- are of one moment.
select q.key as Position, s.sequence as Sequence, s.epoch as Epoch, null as Type, 0 as WrittenAt, s.payload as Payload
from json_each(@accounts) q
cross join account a on a.account = q.value
cross join snapshot s on s.account = a.number
union all
select q.key, j.sequence, j.epoch, j.type, j.written_at, j.payload
from json_each(@accounts) q
cross join account a on a.account = q.value
cross join journal j on j.account = a.number
  and j.sequence > coalesce((select s.sequence from snapshot s where s.account = a.number), 0)
