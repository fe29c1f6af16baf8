insert into account (account) values (@account)
