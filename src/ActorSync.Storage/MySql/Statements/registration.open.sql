select r.number as Number, a.account as Account, r.receiver as Receiver, r.status as Status, r.next_due as Due
from registration r force index (registration_by_due)
straight_join account a force index (primary) on a.number = r.account
where r.shard = @shard and (r.next_due > @due or (r.next_due = @due and r.number > @number))
order by r.next_due, r.number
limit @limit
