-- Inserts nothing where the event before it is missing.
insert into journal (account, sequence, shard, epoch, type, written_at, payload)
select @account, @sequence, @shard, @epoch, @type, @written_at, @payload
where @sequence = 1 or exists (select 1 from journal where account = @account and sequence = @sequence - 1)
