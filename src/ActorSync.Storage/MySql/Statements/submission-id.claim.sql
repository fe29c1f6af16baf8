insert ignore into submission_id (origin, id, account, claimed_at)
select q.origin, q.id, q.account, q.claimed_at
from json_table(@rows, '$[*]' columns (
  origin varchar(32) path '$[0]', id varchar(190) path '$[1]', account varchar(190) path '$[2]', claimed_at bigint path '$[3]')) q
