INSERT IGNORE INTO submission (origin, id, account, line, next_at)
SELECT origin, id, account, line, NOW(3)
FROM JSON_TABLE(@rows, '$[*]' COLUMNS (
  origin VARCHAR(64) PATH '$.origin', id VARCHAR(128) PATH '$.id', account VARCHAR(128) PATH '$.account', line MEDIUMTEXT PATH '$.line')) AS r
