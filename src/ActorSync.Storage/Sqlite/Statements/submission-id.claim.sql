insert into submission_id (origin, id, account, claimed_at) values (@origin, @id, @account, @receivedAt)
  on conflict (origin, id) do nothing
