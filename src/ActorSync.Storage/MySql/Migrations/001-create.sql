-- Every statement may run twice: a schema change ends the transaction here, so one that was cut short is begun anew.

create table if not exists schema_version (
  version int not null primary key
) engine = InnoDB;

-- One row for each shard: their number is fixed when the store is created. An append holds its rows shared until it
-- ends, so that a shard is not taken over in the middle of one.
create table if not exists shard_lease (
  shard int    not null primary key,
  epoch bigint not null
) engine = InnoDB;

-- A number for each account, given when it is first written: rows are keyed by it instead of by a long text, and new
-- accounts stand at the end of every index by account.
create table if not exists account (
  number  bigint       not null auto_increment primary key,
  account varchar(190) not null,
  unique key account_by_name (account)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- The shard is that of the epoch; for questions by hand.
create table if not exists journal (
  account    bigint      not null,
  sequence   bigint      not null,
  shard      int         not null,
  epoch      bigint      not null,
  type       varchar(64) not null,
  written_at bigint      not null,
  payload    mediumblob  not null,
  primary key (account, sequence)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table if not exists snapshot (
  account  bigint   not null primary key,
  sequence bigint   not null,
  epoch    bigint   not null,
  payload  longblob not null
) engine = InnoDB;

-- The registration log. Rows are never deleted, so newer rows have larger numbers. The unique key is the memory of ids
-- (R2), and the way from a delivery to its row. The other keys are for the questions of R19, newest first, and for open
-- work (R24); each ends with the number by itself.
create table if not exists registration (
  number       bigint       not null auto_increment primary key,
  origin       varchar(32)  not null,
  id           varchar(190) not null,
  ordinal      int          not null,
  receiver     varchar(32),
  account      bigint       not null,
  meeting      varchar(190) not null,
  main_meeting varchar(190),
  operation    varchar(16)  not null,
  revision     bigint       not null,
  occurred_at  bigint       not null,
  not_before   bigint,
  received_at  bigint       not null,
  shard        int          not null,
  trace        mediumtext,
  status       varchar(16)  not null,
  reason       mediumtext,
  unblocks     mediumtext,
  next_due     bigint,
  attempts     int          not null,
  changed_at   bigint       not null,
  data         mediumblob   not null,
  unique key registration_by_id (origin, id, ordinal),
  key registration_by_account (account, received_at),
  key registration_by_meeting (meeting, received_at),
  key registration_by_status (status, received_at, number, meeting, origin, receiver),
  key registration_by_origin (origin, received_at),
  key registration_by_receiver (receiver, received_at),
  key registration_by_time (received_at),
  key registration_by_due (shard, next_due)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table if not exists attempt (
  registration             bigint      not null,
  number                   int         not null,
  started_at               bigint      not null,
  took_microseconds        bigint      not null,
  result                   varchar(32) not null,
  code                     int,
  detail                   mediumtext,
  retry_after_milliseconds bigint,
  primary key (registration, number)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- For questions by hand: timelines read the journal.
create table if not exists operator_action (
  number       bigint      not null auto_increment primary key,
  registration bigint      not null,
  action       varchar(16) not null,
  acted_by     mediumtext  not null,
  why          mediumtext  not null,
  acted_at     bigint      not null
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- The delay queue (S3), for those who have it here. An account has at most one row that waits (leased = 0) and one that
-- is leased (leased = 1); a lease is due when it ends. The key by time is the order in which rows are claimed.
create table if not exists delay (
  account varchar(190) not null,
  leased  tinyint      not null,
  shard   int          not null,
  due     bigint       not null,
  lease   bigint       not null,
  primary key (account, leased),
  key delay_by_due (due, shard)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;
