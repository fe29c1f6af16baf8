select s.origin, s.id, s.account, s.claimed_at
from json_table(@rows, '$[*]' columns (origin varchar(32) character set utf8mb4 path '$[0]', id varchar(190) character set utf8mb4 path '$[1]')) q
straight_join submission_id s force index (primary) on s.origin = q.origin and s.id = q.id
