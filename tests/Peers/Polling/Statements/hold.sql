INSERT INTO registration (account, meeting, revision)
SELECT account, meeting, revision
FROM JSON_TABLE(@rows, '$[*]' COLUMNS (
  account VARCHAR(128) PATH '$.Account', meeting VARCHAR(128) PATH '$.Meeting', revision BIGINT PATH '$.Revision')) AS r
ON DUPLICATE KEY UPDATE revision = VALUES(revision)
