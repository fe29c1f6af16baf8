-- Which account has a submission of each id, and since when.
select r.origin as Origin, r.id as Id, a.account as Account, r.received_at as ReceivedAt
from json_table(@ids, '$[*]' columns (origin varchar(32) character set utf8mb4 path '$.origin', id varchar(190) character set utf8mb4 path '$.id')) q
straight_join registration r force index (registration_by_id) on r.origin = q.origin and r.id = q.id and r.ordinal = 0
straight_join account a force index (primary) on a.number = r.account
