-- The payload is no text to the store: it comes in base64.
insert into snapshot (account, sequence, epoch, payload)
select q.account, q.sequence, q.epoch, from_base64(q.payload)
from json_table(@rows, '$[*]' columns (
  account bigint path '$[0]', sequence bigint path '$[1]', epoch bigint path '$[2]', payload longtext path '$[3]')) q
on duplicate key update sequence = values(sequence), epoch = values(epoch), payload = values(payload)
