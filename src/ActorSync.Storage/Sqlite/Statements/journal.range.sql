-- What stands where each write wants to stand, and just before it.
select q.key as Position, j.sequence as Sequence, j.epoch as Epoch, j.type as Type, j.written_at as WrittenAt, j.payload as Payload
from json_each(@ranges) q
cross join account a on a.account = json_extract(q.value, '$.account')
cross join journal j on j.account = a.number
  and j.sequence between json_extract(q.value, '$.first') - 1 and json_extract(q.value, '$.last')
