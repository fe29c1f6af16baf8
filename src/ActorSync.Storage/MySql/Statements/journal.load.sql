-- The newest snapshot of each account, told by its missing type, and all events after it. One statement, so that both
-- are of one moment.
select q.place - 1 as Position, s.sequence as Sequence, s.epoch as Epoch, null as Type, 0 as WrittenAt, s.payload as Payload
from json_table(@accounts, '$[*]' columns (place for ordinality, account varchar(190) character set utf8mb4 path '$')) q
straight_join account a force index (account_by_name) on a.account = q.account
straight_join snapshot s force index (primary) on s.account = a.number
union all
select q.place - 1, j.sequence, j.epoch, j.type, j.written_at, j.payload
from json_table(@accounts, '$[*]' columns (place for ordinality, account varchar(190) character set utf8mb4 path '$')) q
straight_join account a force index (account_by_name) on a.account = q.account
straight_join journal j force index (primary) on j.account = a.number
  and j.sequence > coalesce((select s.sequence from snapshot s where s.account = a.number), 0)
