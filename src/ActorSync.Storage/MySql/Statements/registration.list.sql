-- A line that ends in `-- by x` stands only where x chooses the index, one in `-- if x` only where x is asked for besides.
select
  r.number as Number, r.origin as Origin, r.id as Id, r.receiver as Receiver, a.account as Account, r.meeting as Meeting,
  r.main_meeting as MainMeeting, r.operation as Operation, r.revision as Revision, r.occurred_at as OccurredAt,
  r.not_before as NotBefore, r.received_at as ReceivedAt, r.trace as Trace, r.status as Status, r.reason as Reason,
  r.unblocks as Unblocks, r.next_due as NextDue, r.attempts as Attempts, r.changed_at as ChangedAt, r.data as Data
from (
  ( -- by party
  select number, received_at from registration
    force index (registration_by_account) -- by account
    force index (registration_by_meeting) -- by meeting
    force index (registration_by_status) -- by status
    force index (registration_by_origin) -- by party
    force index (registration_by_time) -- by time
  where (received_at < @receivedAt or (received_at = @receivedAt and number < @number))
    and account = (select number from account where account = @account) -- by account
    and meeting = @meeting -- by meeting
    and status = @status -- by status
    and origin = @party -- by party
    and meeting = @meeting -- if meeting
    and status = @status -- if status
    and (origin = @party or receiver = @party) -- if party
    and received_at >= @from -- if from
  order by received_at desc, number desc
  limit @limit
  ) -- by party
  union all -- by party
  (select number, received_at from registration force index (registration_by_receiver) -- by party
  where (received_at < @receivedAt or (received_at = @receivedAt and number < @number)) -- by party
    and receiver = @party and origin <> @party -- by party
    and status = @status -- by party if status
    and received_at >= @from -- by party if from
  order by received_at desc, number desc -- by party
  limit @limit) -- by party
  order by received_at desc, number desc -- by party
  limit @limit -- by party
) page
straight_join registration r force index (primary) on r.number = page.number
straight_join account a force index (primary) on a.number = r.account
