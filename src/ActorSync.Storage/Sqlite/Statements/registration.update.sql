update registration
set status = @status, reason = @reason, unblocks = @unblocks, next_due = @next_due,
  attempts = coalesce(@attempts, attempts), changed_at = @changed_at
where number = @number
