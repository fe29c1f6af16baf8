delete d
from json_table(@rows, '$[*]' columns (account varchar(190) character set utf8mb4 path '$[1]')) q
straight_join delay d force index (primary) on d.account = q.account and d.leased = 0
