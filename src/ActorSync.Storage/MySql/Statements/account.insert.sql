insert ignore into account (account)
values (...)
