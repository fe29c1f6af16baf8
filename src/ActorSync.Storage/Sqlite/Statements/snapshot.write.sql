insert into snapshot (account, sequence, epoch, payload) values (@account, @sequence, @epoch, @payload)
on conflict (account) do update set sequence = excluded.sequence, epoch = excluded.epoch, payload = excluded.payload
