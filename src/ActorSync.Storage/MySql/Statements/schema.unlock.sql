select release_lock(concat('actorsync/', md5(database())))
