insert into registration (
  origin, id, ordinal, receiver, account, meeting, main_meeting, operation, revision, occurred_at, not_before, received_at,
  shard, trace, status, reason, unblocks, next_due, attempts, changed_at, data)
values (...)
