-- A digest, since the name of a lock may be no longer than that of a database.
select get_lock(concat('actorsync/', left(sha2(database(), 256), 32)), @seconds)
