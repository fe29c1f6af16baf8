insert into journal (account, sequence, shard, epoch, type, written_at, payload)
select q.account, q.sequence, q.shard, q.epoch, q.type, q.written_at, q.payload
from json_table(@rows, '$[*]' columns (
  account bigint path '$[0]', sequence bigint path '$[1]', shard int path '$[2]', epoch bigint path '$[3]', type varchar(64) path '$[4]',
  written_at bigint path '$[5]', payload longtext path '$[6]')) q
