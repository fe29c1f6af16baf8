-- How far a journal of another engine is written into the registration log: in the transaction of the rows themselves.
create table if not exists projection (
  name     varchar(64) not null primary key,
  position bigint      not null
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Which account an id belongs to, where the registration log follows the journal instead of being written with it: the
-- log alone would learn of a second account too late (R2).
create table if not exists submission_id (
  origin     varchar(32)  not null,
  id         varchar(190) not null,
  account    varchar(190) not null,
  claimed_at bigint       not null,
  primary key (origin, id)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;
