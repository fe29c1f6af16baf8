insert into delay (account, leased, shard, due, lease)
select q.account, 0, q.shard, q.due, 0
from json_table(@rows, '$[*]' columns (shard int path '$[0]', account varchar(190) character set utf8mb4 path '$[1]', due bigint path '$[2]')) q
where not exists (select 1 from delay l where l.account = q.account and l.leased = 1)
on duplicate key update shard = values(shard), due = least(delay.due, values(due))
