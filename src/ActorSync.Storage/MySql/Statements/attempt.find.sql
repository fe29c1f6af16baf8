select
  r.receiver as Receiver, t.number as Number, t.started_at as StartedAt, t.took_microseconds as TookMicroseconds, t.result as Result,
  t.code as Code, t.detail as Detail, t.retry_after_milliseconds as RetryAfterMilliseconds
from registration r force index (registration_by_id)
straight_join attempt t force index (primary) on t.registration = r.number
where r.origin = @origin and r.id = @id
