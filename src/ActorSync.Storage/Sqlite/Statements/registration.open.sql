select r.number as Number, a.account as Account, r.receiver as Receiver, r.status as Status, r.next_due as Due
from registration r indexed by registration_by_due
cross join account a on a.number = r.account
where r.shard = @shard and r.next_due is not null and (r.next_due, r.number) > (@due, @number)
order by r.next_due, r.number
limit @limit
