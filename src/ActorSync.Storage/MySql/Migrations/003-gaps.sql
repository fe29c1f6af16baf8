-- The positions up to a projection's own at which nothing was found, as JSON: [[first, last, milliseconds], …].
create table if not exists projection_gaps (
  name varchar(64) not null primary key,
  gaps mediumtext  not null
) engine = InnoDB default character set utf8mb4 collate utf8mb4_bin;
