select release_lock(concat('actorsync/', left(sha2(database(), 256), 32)))
