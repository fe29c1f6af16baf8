insert into operator_action (registration, action, acted_by, why, acted_at)
select r.number, q.action, q.acted_by, q.why, q.acted_at
from json_table(@rows, '$[*]' columns (
  origin varchar(32) path '$[0]', id varchar(190) path '$[1]', receiver varchar(32) path '$[2]', action varchar(16) path '$[3]',
  acted_by mediumtext path '$[4]', why mediumtext path '$[5]', acted_at bigint path '$[6]')) q
straight_join registration r force index (registration_by_id) on r.origin = q.origin and r.id = q.id and r.receiver = q.receiver
