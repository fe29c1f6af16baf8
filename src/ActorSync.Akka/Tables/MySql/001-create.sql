-- The actors' journal and snapshots, with the columns of Akka.Persistence.Sql's default mapping. Ids differ by case and accent.
create table if not exists akka_journal (
  ordering        bigint       not null auto_increment primary key,
  deleted         boolean      not null,
  persistence_id  varchar(255) not null,
  sequence_number bigint       not null,
  created         bigint       not null,
  tags            text,
  message         longblob     not null,
  identifier      int,
  manifest        varchar(100),
  writer_uuid     varchar(36),
  unique key journal_by_sequence (persistence_id, sequence_number)
) engine = innodb default charset = utf8mb4 collate = utf8mb4_bin;

create table if not exists akka_journal_metadata (
  persistence_id  varchar(255) not null,
  sequence_number bigint       not null,
  primary key (persistence_id, sequence_number)
) engine = innodb default charset = utf8mb4 collate = utf8mb4_bin;

create table if not exists akka_tags (
  ordering_id    bigint       not null,
  tag            varchar(64)  not null,
  sequence_nr    bigint       not null,
  persistence_id varchar(255) not null,
  primary key (ordering_id, tag)
) engine = innodb default charset = utf8mb4 collate = utf8mb4_bin;

create table if not exists akka_snapshot (
  persistence_id  varchar(255) not null,
  sequence_number bigint       not null,
  created         bigint       not null,
  snapshot        longblob,
  manifest        varchar(100),
  serializer_id   int,
  primary key (persistence_id, sequence_number)
) engine = innodb default charset = utf8mb4 collate = utf8mb4_bin;
