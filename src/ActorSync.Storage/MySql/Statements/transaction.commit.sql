-- Between transactions a connection may be idle for as long as it likes, as when it was opened.
commit;
set session wait_timeout = 2147483
