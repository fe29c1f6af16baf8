rollback;
set session wait_timeout = 2147483
