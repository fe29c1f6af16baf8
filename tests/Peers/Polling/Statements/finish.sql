UPDATE submission s
JOIN JSON_TABLE(@rows, '$[*]' COLUMNS (
  seq BIGINT PATH '$.Seq', status VARCHAR(16) PATH '$.Status', wait BIGINT PATH '$.WaitMilliseconds')) AS r ON r.seq = s.seq
SET s.status = r.status, s.next_at = NOW(3) + INTERVAL r.wait * 1000 MICROSECOND
