CREATE TABLE IF NOT EXISTS submission (
  seq BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  origin VARCHAR(64) NOT NULL,
  id VARCHAR(128) NOT NULL,
  account VARCHAR(128) NOT NULL,
  line MEDIUMTEXT NOT NULL,
  status ENUM('waiting', 'done', 'skipped', 'parked') NOT NULL DEFAULT 'waiting',
  next_at DATETIME(3) NOT NULL,
  UNIQUE KEY once (origin, id),
  KEY due (status, next_at, seq)
);

-- What the receiver is known to hold.
CREATE TABLE IF NOT EXISTS registration (
  account VARCHAR(128) NOT NULL,
  meeting VARCHAR(128) NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (account, meeting)
);
