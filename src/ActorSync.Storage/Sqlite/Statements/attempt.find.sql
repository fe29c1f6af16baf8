select
  r.receiver as Receiver, t.number as Number, t.started_at as StartedAt, t.took_microseconds as TookMicroseconds, t.result as Result,
  t.code as Code, t.detail as Detail, t.retry_after_milliseconds as RetryAfterMilliseconds
from registration r indexed by registration_by_id
cross join attempt t on t.registration = r.number
where r.origin = @origin and r.id = @id
