select sequence from journal where account = @account order by sequence desc limit 1
