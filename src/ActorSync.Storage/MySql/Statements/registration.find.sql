select
  r.number as Number, r.origin as Origin, r.id as Id, r.receiver as Receiver, a.account as Account, r.meeting as Meeting,
  r.main_meeting as MainMeeting, r.operation as Operation, r.revision as Revision, r.occurred_at as OccurredAt,
  r.not_before as NotBefore, r.received_at as ReceivedAt, r.trace as Trace, r.status as Status, r.reason as Reason,
  r.unblocks as Unblocks, r.next_due as NextDue, r.attempts as Attempts, r.changed_at as ChangedAt, r.data as Data
from registration r force index (registration_by_id)
straight_join account a force index (primary) on a.number = r.account
where r.origin = @origin and r.id = @id
order by r.ordinal
