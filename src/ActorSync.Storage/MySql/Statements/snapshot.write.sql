insert into snapshot (account, sequence, epoch, payload)
values (...)
on duplicate key update sequence = values(sequence), epoch = values(epoch), payload = values(payload)
