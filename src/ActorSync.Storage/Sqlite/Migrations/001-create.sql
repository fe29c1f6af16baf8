-- Marks the file as ActorSync's own ('ASYN'); the same number stands in SqliteDialect.
pragma application_id = 0x4153594e;

create table schema_version (version integer primary key);

-- One row for each shard: their number is fixed when the store is created.
create table shard_lease (
  shard integer primary key,
  epoch integer not null
);

-- A number for each account, given when it is first written. New accounts then stand at the end of every index by
-- account instead of on a page of their own: half the pages written at a million registrations of new accounts.
create table account (
  number  integer primary key,
  account text not null unique
);

-- With row ids, so that events are appended and only small index entries are spread: keyed by the account alone
-- (`without rowid`) a registration costs more than twice as much. The shard is for questions by hand.
create table journal (
  account    integer not null,
  sequence   integer not null,
  shard      integer not null,
  epoch      integer not null,
  type       text    not null,
  written_at integer not null,
  payload    blob    not null,
  unique (account, sequence)
);

create table snapshot (
  account  integer primary key,
  sequence integer not null,
  epoch    integer not null,
  payload  blob    not null
);

-- The registration log. Rows are never deleted, so newer rows have larger numbers.
create table registration (
  number       integer primary key,
  origin       text    not null,
  id           text    not null,
  ordinal      integer not null,
  receiver     text,
  account      integer not null,
  meeting      text    not null,
  main_meeting text,
  operation    text    not null,
  revision     integer not null,
  occurred_at  integer not null,
  not_before   integer,
  received_at  integer not null,
  shard        integer not null,
  trace        text,
  status       text    not null,
  reason       text,
  unblocks     text,
  next_due     integer,
  attempts     integer not null,
  changed_at   integer not null,
  data         blob    not null
);

-- The memory of ids (R2), and the way from a delivery to its row.
create unique index registration_by_id on registration (origin, id, ordinal);

-- The questions of R19, newest first; each ends with the row's number by itself.
create index registration_by_account on registration (account, received_at);
create index registration_by_meeting on registration (meeting, received_at);
create index registration_by_status on registration (status, received_at);
create index registration_by_origin on registration (origin, received_at);
create index registration_by_receiver on registration (receiver, received_at) where receiver is not null;
create index registration_by_time on registration (received_at);

-- Open work (R24): holds unfinished rows only, however long the log is.
create index registration_by_due on registration (shard, next_due) where next_due is not null;

create table attempt (
  registration             integer not null,
  number                   integer not null,
  started_at               integer not null,
  took_microseconds        integer not null,
  result                   text    not null,
  code                     integer,
  detail                   text,
  retry_after_milliseconds integer,
  primary key (registration, number)
) without rowid;

-- For questions by hand: timelines read the journal.
create table operator_action (
  number       integer primary key,
  registration integer not null,
  action       text    not null,
  acted_by     text    not null,
  why          text    not null,
  acted_at     integer not null
);
