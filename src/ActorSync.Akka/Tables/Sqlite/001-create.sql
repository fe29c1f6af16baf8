-- The actors' journal and snapshots, with the columns of Akka.Persistence.Sql's default mapping.
pragma journal_mode = wal;

create table if not exists akka_journal (
  ordering        integer primary key autoincrement,
  deleted         integer not null,
  persistence_id  text    not null,
  sequence_number integer not null,
  created         integer not null,
  tags            text,
  message         blob    not null,
  identifier      integer,
  manifest        text,
  writer_uuid     text,
  unique (persistence_id, sequence_number)
);

create table if not exists akka_journal_metadata (
  persistence_id  text    not null,
  sequence_number integer not null,
  primary key (persistence_id, sequence_number)
);

create table if not exists akka_tags (
  ordering_id    integer not null,
  tag            text    not null,
  sequence_nr    integer not null,
  persistence_id text    not null,
  primary key (ordering_id, tag)
);

create table if not exists akka_snapshot (
  persistence_id  text    not null,
  sequence_number integer not null,
  created         integer not null,
  snapshot        blob,
  manifest        text,
  serializer_id   integer,
  primary key (persistence_id, sequence_number)
);
