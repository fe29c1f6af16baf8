insert ignore into account (account)
select q.account from json_table(@rows, '$[*]' columns (account varchar(190) path '$[0]')) q
