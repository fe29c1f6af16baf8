-- How far a journal of another engine is written into the registration log: in the transaction of the rows themselves.
create table projection (
  name     text primary key,
  position integer not null
) without rowid;

-- Which account an id belongs to, where the registration log follows the journal instead of being written with it: the
-- log alone would learn of a second account too late (R2).
create table submission_id (
  origin     text    not null,
  id         text    not null,
  account    text    not null,
  claimed_at integer not null,
  primary key (origin, id)
) without rowid;
