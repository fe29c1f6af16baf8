insert into attempt (registration, number, started_at, took_microseconds, result, code, detail, retry_after_milliseconds)
select r.number, q.number, q.started_at, q.took_microseconds, q.result, q.code, q.detail, q.retry_after_milliseconds
from json_table(@rows, '$[*]' columns (
  origin varchar(32) path '$[0]', id varchar(190) path '$[1]', receiver varchar(32) path '$[2]', number int path '$[3]',
  started_at bigint path '$[4]', took_microseconds bigint path '$[5]', result varchar(32) path '$[6]', code int path '$[7]',
  detail mediumtext path '$[8]', retry_after_milliseconds bigint path '$[9]')) q
straight_join registration r force index (registration_by_id) on r.origin = q.origin and r.id = q.id and r.receiver = q.receiver
