update json_table(@rows, '$[*]' columns (
  origin varchar(32) path '$[0]', id varchar(190) path '$[1]', receiver varchar(32) path '$[2]', status varchar(16) path '$[3]',
  reason mediumtext path '$[4]', unblocks mediumtext path '$[5]', next_due bigint path '$[6]', attempts int path '$[7]',
  changed_at bigint path '$[8]')) q
straight_join registration r force index (registration_by_id) on r.origin = q.origin and r.id = q.id and r.receiver = q.receiver
set r.status = q.status, r.reason = q.reason, r.unblocks = q.unblocks, r.next_due = q.next_due,
  r.attempts = coalesce(q.attempts, r.attempts), r.changed_at = q.changed_at
