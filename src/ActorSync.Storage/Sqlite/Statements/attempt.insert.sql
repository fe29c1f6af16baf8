insert into attempt (registration, number, started_at, took_microseconds, result, code, detail, retry_after_milliseconds)
select number, @number, @started_at, @took_microseconds, @result, @code, @detail, @retry_after_milliseconds
from registration indexed by registration_by_id
where origin = @origin and id = @id and receiver = @receiver
