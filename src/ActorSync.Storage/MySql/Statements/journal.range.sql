-- What stands where each write wants to stand, and just before it.
select q.place - 1 as Position, j.sequence as Sequence, j.epoch as Epoch, j.type as Type, j.written_at as WrittenAt, j.payload as Payload
from json_table(@ranges, '$[*]' columns (
  place for ordinality, account varchar(190) character set utf8mb4 path '$.account', first bigint path '$.first', last bigint path '$.last')) q
straight_join account a force index (account_by_name) on a.account = q.account
straight_join journal j force index (primary) on j.account = a.number and j.sequence between q.first - 1 and q.last
