-- Each statement sees what is committed by then, and locks no gaps. Nothing is cut off to fit. A lock is waited for as
-- long as another append can take; a connection may be idle for as long as it likes.
set session transaction isolation level read committed;
set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', innodb_lock_wait_timeout = 5, wait_timeout = 2147483
