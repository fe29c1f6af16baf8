update registration indexed by registration_by_id
set status = @status, reason = @reason, unblocks = @unblocks, next_due = @next_due,
  attempts = coalesce(@attempts, attempts), changed_at = @changed_at
where origin = @origin and id = @id and receiver = @receiver
