insert into attempt (registration, number, started_at, took_microseconds, result, code, detail, retry_after_milliseconds)
values (...)
