-- Wait two seconds for a lock, which only a foreign tool that writes can hold.
pragma busy_timeout = 2000;
-- A commit is on the disk before it is answered (R1).
pragma synchronous = full;
-- The checkpointer moves pages, on a thread of its own; the log file is cut back to 64 MB after a stretch that made it longer.
pragma wal_autocheckpoint = 0;
pragma journal_size_limit = 67108864;
-- 16 MB of pages in memory: the system keeps the rest of the file, and most commits look through all of them.
pragma cache_size = -16384;
-- Some builds overwrite freed space with zeros; nothing here is freed for secrecy.
pragma secure_delete = off;
