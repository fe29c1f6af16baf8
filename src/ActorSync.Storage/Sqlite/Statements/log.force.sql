-- A commit that changes nothing: it is on the disk when it is answered, and whatever the log holds before it, too.
pragma user_version = 0
