select number from account where account = @account
