insert ignore into submission_id (origin, id, account, claimed_at)
values (...)
