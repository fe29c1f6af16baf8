-- Which account's submission has each id, and since when.
select r.origin as Origin, r.id as Id, a.account as Account, r.received_at as ReceivedAt
from json_each(@ids) q
cross join registration r indexed by registration_by_id
  on r.origin = json_extract(q.value, '$.origin') and r.id = json_extract(q.value, '$.id') and r.ordinal = 0
cross join account a on a.number = r.account
