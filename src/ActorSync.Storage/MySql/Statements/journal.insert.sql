insert into journal (account, sequence, shard, epoch, type, written_at, payload)
values (...)
