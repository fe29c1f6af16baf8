insert into registration (
  origin, id, ordinal, receiver, account, meeting, main_meeting, operation, revision, occurred_at, not_before, received_at,
  shard, trace, status, reason, unblocks, next_due, attempts, changed_at, data)
select
  q.origin, q.id, q.ordinal, q.receiver, q.account, q.meeting, q.main_meeting, q.operation, q.revision, q.occurred_at, q.not_before,
  q.received_at, q.shard, q.trace, q.status, q.reason, q.unblocks, q.next_due, q.attempts, q.changed_at, q.data
from json_table(@rows, '$[*]' columns (
  origin varchar(32) path '$[0]', id varchar(190) path '$[1]', ordinal int path '$[2]', receiver varchar(32) path '$[3]',
  account bigint path '$[4]', meeting varchar(190) path '$[5]', main_meeting varchar(190) path '$[6]', operation varchar(16) path '$[7]',
  revision bigint path '$[8]', occurred_at bigint path '$[9]', not_before bigint path '$[10]', received_at bigint path '$[11]',
  shard int path '$[12]', trace mediumtext path '$[13]', status varchar(16) path '$[14]', reason mediumtext path '$[15]',
  unblocks mediumtext path '$[16]', next_due bigint path '$[17]', attempts int path '$[18]', changed_at bigint path '$[19]',
  data longtext path '$[20]')) q
