-- The number of each account that has one, and its last sequence. Ordered by the whole key: by the sequence alone, MySQL reads
-- and sorts all of an account.
select q.place - 1 as Position, a.number as Number,
  coalesce((select j.sequence from journal j where j.account = a.number order by j.account desc, j.sequence desc limit 1), 0) as Sequence
from json_table(@rows, '$[*]' columns (place for ordinality, account varchar(190) character set utf8mb4 path '$[0]')) q
straight_join account a force index (account_by_name) on a.account = q.account
