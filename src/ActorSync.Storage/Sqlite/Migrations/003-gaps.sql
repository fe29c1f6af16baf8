-- The positions up to a projection's own at which nothing was found, as JSON: [[first, last, milliseconds], …].
create table projection_gaps (
  name text primary key,
  gaps text not null
) without rowid;
