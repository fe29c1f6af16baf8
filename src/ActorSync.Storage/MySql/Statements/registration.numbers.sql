-- The numbers of the rows of deliveries.
select q.place - 1 as Position, r.number as Number
from json_table(@rows, '$[*]' columns (
  place for ordinality, origin varchar(32) character set utf8mb4 path '$[0]', id varchar(190) character set utf8mb4 path '$[1]',
  receiver varchar(32) character set utf8mb4 path '$[2]')) q
straight_join registration r force index (registration_by_id) on r.origin = q.origin and r.id = q.id and r.receiver = q.receiver
