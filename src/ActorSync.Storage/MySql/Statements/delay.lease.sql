-- One lease for each account, in place of one that it had.
insert into delay (account, leased, shard, due, lease)
select q.account, 1, q.shard, q.due, q.lease
from json_table(@rows, '$[*]' columns (
  shard int path '$[0]', account varchar(190) character set utf8mb4 path '$[1]', due bigint path '$[2]', lease bigint path '$[3]')) q
on duplicate key update shard = values(shard), due = values(due), lease = values(lease)
