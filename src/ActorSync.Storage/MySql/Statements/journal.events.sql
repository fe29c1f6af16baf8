select sequence as Sequence, epoch as Epoch, type as Type, written_at as WrittenAt, payload as Payload
from journal
where account = (select number from account where account = @account) and sequence > @after
order by sequence
limit @limit
