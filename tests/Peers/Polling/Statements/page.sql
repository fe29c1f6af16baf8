SELECT seq AS Seq, line AS Line FROM submission
WHERE status = 'waiting' AND next_at <= NOW(3)
ORDER BY next_at, seq
LIMIT @limit
