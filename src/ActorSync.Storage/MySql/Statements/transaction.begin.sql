-- Who falls silent within a transaction is gone, perhaps without a word: its locks would keep others from taking its shards
-- over for as long as the server believes in the connection, which may be hours. Nothing here is silent for ten seconds.
set session wait_timeout = 10;
start transaction
