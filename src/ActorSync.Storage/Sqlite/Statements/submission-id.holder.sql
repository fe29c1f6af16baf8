select origin, id, account, claimed_at as ReceivedAt from submission_id where origin = @origin and id = @id
