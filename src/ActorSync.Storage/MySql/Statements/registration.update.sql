-- The number finds the row; the id makes sure that it is the one that is meant.
update json_table(@rows, '$[*]' columns (
  number bigint path '$[0]', id varchar(190) character set utf8mb4 path '$[1]', status varchar(16) character set utf8mb4 path '$[2]',
  reason mediumtext character set utf8mb4 path '$[3]', unblocks mediumtext character set utf8mb4 path '$[4]',
  next_due bigint path '$[5]', attempts int path '$[6]', changed_at bigint path '$[7]')) q
straight_join registration r force index (primary) on r.number = q.number and r.id = q.id
set r.status = q.status, r.reason = q.reason, r.unblocks = q.unblocks, r.next_due = q.next_due,
  r.attempts = coalesce(q.attempts, r.attempts), r.changed_at = q.changed_at
